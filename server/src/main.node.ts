import path from 'node:path';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { URI, Utils } from 'vscode-uri';
import { loadEngine } from './engine.node.js';
import { nodeFiles } from './files/access.node.js';
import { packageFolder, packageVersion } from './package.node.js';
import { rules } from './rules/index.js';
import { hasSecondModel, loadSecondReading } from './second/load.node.js';
import { startServer } from './server.js';

/** Starts the server on the connection that the command line names: `--node-ipc`, `--stdio`, `--socket=PORT` or `--pipe=NAME`. */
const connection = createConnection(ProposedFeatures.all);

process.on('unhandledRejection', error => {
  connection.console.error(`Something went wrong: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
});

const second = hasSecondModel() ? loadSecondReading() : undefined;

startServer(connection, {
  version: packageVersion(),
  createAnalyser: loadEngine(second),
  ...(second && { second }),
  rules,
  files: nodeFiles,
  rulePages: Utils.joinPath(URI.file(path.join(packageFolder, 'docs', 'rules')), '{rule}.md').toString(true),
});
