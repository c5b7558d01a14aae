import type * as server from '../../server/src/server.js';
import type {
  Carrier,
  ClaimFacts,
  DraftFacts,
  MentionFacts,
  SilenceMenu,
  SilenceRequest,
  SourceFacts,
  silenceCommand as serverSilenceCommand,
} from '../../server/src/service.js';
import type { WorkspaceCheckResult } from '../../server/src/workspace/check.js';

/** What the two processes say to each other beyond the protocol; the server documents it. Only types cross the border, and the compiler compares the names. */
export type { SilenceMenu, SilenceRequest, WorkspaceCheckResult };
export type DocumentStatus = server.StatusParams;
export type InitializationOptions = server.InitializationOptions;
export type Counts = Extract<DocumentStatus, { state: 'read' }>['counts'];

export type SecondStatus = NonNullable<Extract<DocumentStatus, { state: 'read' }>['second']>;
export type VisibleParams = server.VisibleParams;
export type DraftParams = server.DraftParams;
export type { Carrier, ClaimFacts, DraftFacts, MentionFacts, SourceFacts };
export type CaretsParams = server.CaretsParams;

export const visibleMethod: typeof server.visibleMethod = 'onTheRecord/visible';
export const caretsMethod: typeof server.caretsMethod = 'onTheRecord/carets';
export const draftMethod: typeof server.draftMethod = 'onTheRecord/draft';
export const statusMethod: typeof server.statusMethod = 'onTheRecord/status';
export const checkWorkspaceCommand: typeof server.checkWorkspaceCommand = 'onTheRecord.server.checkWorkspace';
export const silenceCommand: typeof serverSilenceCommand = 'onTheRecord.server.silence';
export const checkDraftCommand: typeof server.checkDraftCommand = 'onTheRecord.server.checkDraft';
