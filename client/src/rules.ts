import * as vscode from 'vscode';

/**
 * Address of a rule's page, with `{rule}` for its id: the shipped file. The editor follows such an address without asking, on the desktop, in a remote window and in a browser alike, and an
 * association in the manifest has it shown in the Markdown preview. It does not run commands from the code of a diagnostic, and it asks before it follows an address of the extension's own scheme.
 */
export function rulePages({ extensionUri }: vscode.Extension<unknown>): string {
  return `${vscode.Uri.joinPath(extensionUri, 'docs', 'rules')}/{rule}.md`;
}

interface RuleFacts {
  readonly id: string;
  readonly summary: string;
}

/** The rules, as the manifest's settings list them. */
export function rulesOf(extension: vscode.Extension<unknown>): readonly RuleFacts[] {
  const properties: Record<string, { description: string }> = extension.packageJSON.contributes.configuration.properties['onTheRecord.rules'].properties;
  return Object.entries(properties).map(([id, { description }]) => ({ id, summary: description }));
}

/** Opens a rule's page in the Markdown preview; asks which one where `rule` names none. */
export async function openRulePage(extension: vscode.Extension<unknown>, rule: unknown): Promise<void> {
  const id = await knownRule(extension, rule, 'Open the page of which rule?');
  if (id === undefined) return;
  const page = vscode.Uri.joinPath(extension.extensionUri, 'docs', 'rules', `${id}.md`);
  try {
    await vscode.commands.executeCommand('markdown.showPreview', page);
  } catch {
    // The editor's Markdown extension can be turned off.
    await vscode.window.showTextDocument(page);
  }
}

/**
 * Sets a rule to `off`: in the settings of the folder where the folder has a value of its own for it, else in those of the workspace, else, without a workspace, in the user's.
 * Asks which rule where `rule` names none; the folder is that of the document at the address `document`, or of the active one.
 */
export async function turnRuleOff(extension: vscode.Extension<unknown>, rule: unknown, document: unknown): Promise<void> {
  const id = await knownRule(extension, rule, 'Turn which rule off?');
  if (id === undefined) return;
  const resource = typeof document === 'string' ? vscode.Uri.parse(document) : vscode.window.activeTextEditor?.document.uri;
  const settings = vscode.workspace.getConfiguration('onTheRecord', resource);
  const values = settings.inspect<Record<string, string>>('rules');
  const [target, own, place] =
    values?.workspaceFolderValue?.[id] !== undefined
      ? ([vscode.ConfigurationTarget.WorkspaceFolder, values.workspaceFolderValue, 'in this folder'] as const)
      : vscode.workspace.workspaceFolders
        ? ([vscode.ConfigurationTarget.Workspace, values?.workspaceValue, 'in this workspace'] as const)
        : ([vscode.ConfigurationTarget.Global, values?.globalValue, 'everywhere'] as const);
  await settings.update('rules', { ...own, [id]: 'off' }, target);
  void vscode.window.showInformationMessage(`The rule “${id}” is now off ${place}.`, 'Undo').then(async answer => {
    if (answer === 'Undo') await settings.update('rules', own, target);
  });
}

async function knownRule(extension: vscode.Extension<unknown>, rule: unknown, question: string): Promise<string | undefined> {
  const rules = rulesOf(extension);
  if (rule !== undefined) {
    if (rules.some(({ id }) => id === rule)) return String(rule);
    void vscode.window.showErrorMessage(`On the Record has no rule “${String(rule)}”; its rules are ${rules.map(({ id }) => id).join(', ')}.`);
    return undefined;
  }
  const items = rules.map(({ id, summary }) => ({ label: id, detail: summary }));
  return (await vscode.window.showQuickPick(items, { placeHolder: question, matchOnDetail: true }))?.label;
}
