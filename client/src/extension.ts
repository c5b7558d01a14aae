import * as vscode from 'vscode';
import { tellCarets } from './carets.js';
import { checkDraft } from './check-draft.js';
import { checkWorkspace } from './check-workspace.js';
import { dismissWithReason } from './dismiss.js';
import { createFactCheckViews, FactCheck } from './fact-check.js';
import { goToMark } from './marks.js';
import { openRulePage, turnRuleOff } from './rules.js';
import { Server } from './server.js';
import { createStatusItems } from './status.js';
import { tellVisibleRanges } from './visible.js';

/** VS Code hands `deactivate` nothing to stop. */
let stop: (() => Promise<void>) | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const server = new Server(context, ['onTheRecord.turnRuleOff', 'onTheRecord.dismissWithReason']);
  stop = () => server.stop();
  const factCheck = new FactCheck(server);
  const { extension } = context;
  const commands: Record<string, (...args: unknown[]) => unknown> = {
    'onTheRecord.checkDraft': () => checkDraft(server),
    'onTheRecord.checkWorkspace': () => checkWorkspace(server),
    'onTheRecord.restartServer': () => server.restart(),
    'onTheRecord.showOutput': () => server.output.show(true),
    'onTheRecord.nextMark': () => goToMark('next'),
    'onTheRecord.previousMark': () => goToMark('previous'),
    'onTheRecord.dismissWithReason': menu => dismissWithReason(server, menu),
    'onTheRecord.showMarks': () => vscode.commands.executeCommand('workbench.actions.view.problems'),
    'onTheRecord.openRule': rule => openRulePage(extension, rule),
    'onTheRecord.turnRuleOff': (rule, document) => turnRuleOff(extension, rule, document),
  };
  context.subscriptions.push(
    server,
    factCheck,
    createStatusItems(server),
    createFactCheckViews(factCheck, context.workspaceState),
    tellVisibleRanges(server),
    vscode.workspace.onDidGrantWorkspaceTrust(() => server.restart()),
    tellCarets(server),
    ...Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run)),
  );
  await server.restart();
}

export function deactivate(): Promise<void> | undefined {
  return stop?.();
}
