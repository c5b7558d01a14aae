import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { ExecuteCommandRequest, WorkDoneProgress } from 'vscode-languageclient/node';
import { checkWorkspaceCommand, type WorkspaceCheckResult } from './protocol.js';
import type { Server } from './server.js';
import { checkedText } from './status-text.js';

/** Has the server check every draft of the workspace, with progress; the result is shown in the status bar and, where there are marks, in the Problems list. */
export async function checkWorkspace(server: Server): Promise<void> {
  const client = server.client;
  if (!client) {
    vscode.window.setStatusBarMessage('On the Record: the server is not running', 5000);
    return;
  }
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, cancellable: true, title: 'On the Record: checking the workspace' },
    async (progress, cancellation) => {
      const workDoneToken = randomUUID();
      let percentage = 0;
      const listener = client.onProgress(WorkDoneProgress.type, workDoneToken, report => {
        if (report.kind === 'end') return;
        const reached = report.percentage ?? percentage;
        progress.report({ ...(report.message === undefined ? {} : { message: report.message }), increment: reached - percentage });
        percentage = reached;
      });
      try {
        const answer: WorkspaceCheckResult | undefined = await client.sendRequest(
          ExecuteCommandRequest.type,
          { command: checkWorkspaceCommand, workDoneToken },
          cancellation,
        );
        return answer;
      } catch (error) {
        if (cancellation.isCancellationRequested) return undefined;
        throw error;
      } finally {
        listener.dispose();
      }
    },
  );
  if (!result) return;
  vscode.window.setStatusBarMessage(`On the Record: ${checkedText(result)}`, 10_000);
  if (result.findings > 0) await vscode.commands.executeCommand('workbench.actions.view.problems');
}
