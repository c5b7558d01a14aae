/** What a mark is about; the server's `FindingKind`. */
export type FindingKind = 'unattributed-claim' | 'anonymous-source' | 'loaded' | 'other';

/**
 * What the server says of an open document whenever it has looked at it.
 * read        checked; `counts` holds its marks by kind
 * ignored     not checked: its path is not in the settings' files; `message` says by which setting
 * unreadable  cannot be checked: binary, too large; `message` says why, for people
 */
export interface DocumentStatus {
  readonly uri: string;
  readonly state: 'read' | 'ignored' | 'unreadable';
  readonly message?: string;
  readonly counts?: Readonly<Partial<Record<FindingKind, number>>>;
}

export const statusMethod = 'onTheRecord/status';

/** What the server is told at the start. */
export interface InitializationOptions {
  readonly client: 'vscode';
  /** Address of a rule's page; `{rule}` stands for the rule's id. */
  readonly rulePages: string;
  /** Commands of the client that code actions may name. */
  readonly commands: readonly string[];
}
