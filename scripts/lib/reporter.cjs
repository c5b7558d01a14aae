const { writeFileSync } = require('node:fs');
const { format } = require('node:util');
const { reporters, Runner } = require('mocha');

const { MOCHA_SUMMARY: summary, MOCHA_LINE_MARK: mark } = process.env;

/**
 * Mocha's spec reporter for `npm test`. It leaves the counts as JSON in the file that `MOCHA_SUMMARY` names, and begins
 * each line with `MOCHA_LINE_MARK` where the log is shared with others, as in the web workbench.
 */
module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    const { consoleLog } = reporters.Base;
    if (mark) reporters.Base.consoleLog = (...line) => consoleLog(mark + format(...line));
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = runner.stats;
      if (summary) writeFileSync(summary, JSON.stringify({ passed: passes, failed: failures, skipped: pending }));
    });
  }
};
