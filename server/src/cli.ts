import { complain, endWithReader, write } from './cli/terminal.js';
import { checkHelp, generalHelp, lspHelp, readHelp, UsageError } from './cli/usage.js';

/** Runs a command; resolves to the exit code, or to undefined where the process goes on by itself. What is heavy is loaded by the command that needs it. */
async function main([command, ...words]: readonly string[]): Promise<number | undefined> {
  switch (command) {
    case 'check':
    case 'read': {
      const [{ checkOptions, readOptions }, { rules }, { ruleNames }] = await Promise.all([
        import('./cli/arguments.js'),
        import('./rules/index.js'),
        import('./rules/names.js'),
      ]);
      const ruleIds = ruleNames(rules);
      const options = command === 'check' ? checkOptions(words, ruleIds) : readOptions(words, ruleIds);
      if (options.help) return help(command === 'check' ? checkHelp : readHelp);
      const [{ loadEngine }, { createAnalyse }, { createCommandLineHouse }, { hasSecondModel, loadSecondReading }] = await Promise.all([
        import('./engine.node.js'),
        import('./cli/analyse.js'),
        import('./cli/house.js'),
        import('./second/load.node.js'),
      ]);
      const second = options.fast || !hasSecondModel() ? undefined : loadSecondReading();
      second?.listen({ spoken: () => {}, unavailable: reason => complain(`There is no second reading: ${reason}`) });
      // Of a reading nobody asks for marks: the rules need not look.
      const unasked = { ...options, ruled: Object.fromEntries(ruleIds.map(id => [id, 'off' as const])), houseStyle: false };
      const house = createCommandLineHouse(command === 'check' ? options : unasked, rules);
      const analyse = createAnalyse(house.configOf, loadEngine(second), second);
      try {
        if (command === 'check') {
          const code = await (await import('./cli/check.js')).check(options, analyse);
          return house.broken.size > 0 ? 2 : code;
        }
        return await (await import('./cli/read.js')).read(options, analyse);
      } finally {
        second?.end();
      }
    }
    case 'lsp':
      return serve(words);
    case '--help':
    case '-h':
    case 'help':
      return help(generalHelp);
    case '--version':
    case '-v':
      await write(`${(await import('./package.node.js')).packageVersion()}\n`);
      return 0;
    case undefined:
      throw new UsageError('Which command: check, read or lsp? See on-the-record --help.');
    default:
      throw new UsageError(`There is no command “${command}”; the commands are check, read and lsp. See on-the-record --help.`);
  }
}

async function help(text: string): Promise<number> {
  await write(text);
  return 0;
}

async function serve(words: readonly string[]): Promise<number | undefined> {
  if (words.includes('--help') || words.includes('-h')) return help(lspHelp);
  const known = /^--(?:stdio|socket(?:=\d+)?|pipe(?:=.+)?|clientProcessId(?:=\d+)?)$/u;
  const wrong = words.find(word => word.startsWith('-') && !known.test(word));
  if (wrong !== undefined) throw new UsageError(`There is no option “${wrong}”. See on-the-record lsp --help.`);
  // The connection reads the command line by itself.
  if (!words.some(word => /^--(?:stdio|socket|pipe)/u.test(word))) process.argv.push('--stdio');
  await import('./main.node.js');
  return undefined;
}

endWithReader();
main(process.argv.slice(2)).then(
  code => {
    if (code !== undefined) process.exitCode = code;
  },
  error => {
    complain(error instanceof UsageError ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 2;
  },
);
