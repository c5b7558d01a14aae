import * as vscode from 'vscode';
import { drafts, type Server } from './server.js';
import { type StatusText, statusText } from './status-text.js';

const severities = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
};

const actions: Record<NonNullable<StatusText['action']>, vscode.Command> = {
  restart: { command: 'onTheRecord.restartServer', title: 'Restart' },
  output: { command: 'onTheRecord.showOutput', title: 'Show Output' },
  next: { command: 'onTheRecord.nextMark', title: 'Next Mark' },
};

/** Shows, for the active draft, what the server does and what it has marked. */
export function createStatusItem(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('onTheRecord', drafts);
  item.name = 'On the Record';
  const update = () => {
    const document = vscode.window.activeTextEditor?.document;
    const { text, detail, severity, busy, action } = statusText(server.state, document && server.documentStatus(document));
    item.text = text;
    item.detail = detail;
    item.severity = severities[severity];
    item.busy = busy;
    item.command = action && actions[action];
  };
  update();
  return vscode.Disposable.from(item, server.onDidChange(update), vscode.window.onDidChangeActiveTextEditor(update));
}
