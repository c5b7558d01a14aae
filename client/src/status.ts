import * as vscode from 'vscode';
import { drafts, type Server } from './server.js';
import { type StatusText, statusEntry, statusText } from './status-text.js';

const severities = {
  information: vscode.LanguageStatusSeverity.Information,
  warning: vscode.LanguageStatusSeverity.Warning,
  error: vscode.LanguageStatusSeverity.Error,
};

const backgrounds: Partial<Record<StatusText['severity'], vscode.ThemeColor>> = {
  warning: new vscode.ThemeColor('statusBarItem.warningBackground'),
  error: new vscode.ThemeColor('statusBarItem.errorBackground'),
};

const actions: Record<NonNullable<StatusText['action']>, vscode.Command> = {
  restart: { command: 'onTheRecord.restartServer', title: 'Restart' },
  output: { command: 'onTheRecord.showOutput', title: 'Show Output' },
  next: { command: 'onTheRecord.nextMark', title: 'Next Mark' },
};

/** Shows, for the active draft, what the server does and what it has marked: in the language status, and as counts in the status bar. */
export function createStatusItems(server: Server): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('onTheRecord', drafts);
  item.name = 'On the Record';
  // On the left, beside the counts of problems and behind everything else: there its width moves nothing.
  const entry = vscode.window.createStatusBarItem('onTheRecord.marks', vscode.StatusBarAlignment.Left, -100);
  entry.name = 'On the Record: Marks';

  const updateItem = (document: vscode.TextDocument | undefined) => {
    const { text, detail, severity, busy, action } = statusText(server.state, document && server.documentStatus(document), server.failure);
    item.text = text;
    item.detail = detail;
    item.severity = severities[severity];
    item.busy = busy;
    item.command = action && actions[action];
  };
  const updateEntry = (document: vscode.TextDocument | undefined) => {
    const shown =
      document && vscode.languages.match(drafts, document) > 0 ? statusEntry(server.state, server.documentStatus(document), server.failure) : undefined;
    if (!shown) {
      entry.hide();
      return;
    }
    entry.text = shown.text;
    entry.tooltip = shown.tooltip.join('\n');
    entry.accessibilityInformation = { label: shown.label, role: 'button' };
    entry.backgroundColor = backgrounds[shown.severity];
    entry.command = shown.severity === 'information' ? 'onTheRecord.showMarks' : 'onTheRecord.showOutput';
    entry.show();
  };
  const update = () => {
    const document = vscode.window.activeTextEditor?.document;
    updateItem(document);
    updateEntry(document);
  };
  update();
  return vscode.Disposable.from(item, entry, server.onDidChange(update), vscode.window.onDidChangeActiveTextEditor(update));
}
