import assert from 'node:assert/strict';

/** Waits for what the editor does in its own time. */
export async function until(holds, what, milliseconds = 15_000) {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    assert.ok(Date.now() < end, what);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}

/** What a person does and sees in the workbench, by what held on VS Code 1.100 to 1.139. */
export function person(page) {
  const visible = selector => page.locator(selector).filter({ visible: true });

  /** A command palette that opens while something else takes the focus closes again; a person opens it once more. */
  const command = async name => {
    const input = page.locator('.quick-input-widget input.input');
    for (let attempt = 1; ; attempt++) {
      await page.keyboard.press('F1');
      try {
        await input.fill(`>${name}`, { timeout: 5000 });
        await page.locator('.quick-input-list .monaco-list-row').first().filter({ hasText: name }).waitFor({ timeout: 10_000 });
        return await input.press('Enter', { timeout: 5000 });
      } catch (error) {
        if (attempt === 4) throw error;
        await page.keyboard.press('Escape');
      }
    }
  };

  return {
    visible,
    command,

    /** Opens a file of the folder from the explorer. */
    async open(name) {
      await page.locator(`.explorer-folders-view .monaco-list-row[aria-label*="${name}"]`).dblclick();
      await page.locator('.monaco-editor .view-line').first().waitFor();
    },

    /** How many squiggles are drawn, of every severity or of one. */
    squiggles(severity) {
      return page.locator((severity ? [severity] : ['error', 'warning', 'info']).map(each => `.monaco-editor .squiggly-${each}`).join(', ')).count();
    },

    /** The text that the editor shows, spaces as spaces. */
    async text() {
      const lines = await page.locator('.monaco-editor .view-lines').first().textContent();
      return lines.replaceAll('\u00a0', ' ');
    },

    /** Moves the mouse onto some words in the editor; where they are on the screen. */
    async pointAt(words) {
      const place = await page.evaluate(wanted => {
        for (const line of document.querySelectorAll('.monaco-editor .view-line')) {
          const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
          for (let node = walker.nextNode(); node; node = walker.nextNode()) {
            const at = node.data.replaceAll('\u00a0', ' ').indexOf(wanted);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(node, at);
            range.setEnd(node, at + wanted.length);
            const { x, y, width, height } = range.getBoundingClientRect();
            return { x: x + width / 2, y: y + height / 2 };
          }
        }
        return undefined;
      }, words);
      assert.ok(place, `“${words}” is on the screen`);
      await page.mouse.move(place.x - 40, place.y);
      await page.mouse.move(place.x, place.y, { steps: 5 });
      return place;
    },

    /** The text of the hover that is open. */
    async hover() {
      const hover = visible('.monaco-hover:not(.hidden) .hover-contents');
      await hover.first().waitFor();
      return (await hover.allTextContents()).join('\n').replaceAll('\u00a0', ' ');
    },

    /** What the extension says in the status bar, with the mouse on the language status. */
    async status() {
      await page.mouse.move(200, 400);
      await page.locator('[id="status.languageStatus"]').hover();
      const details = visible('.hover-language-status');
      await details.first().waitFor();
      return (await details.allTextContents()).join('\n');
    },

    /** The text of all pages that are shown inside the editor. */
    async webviews() {
      const texts = await Promise.all(page.frames().map(frame => frame.evaluate(() => document.body?.textContent ?? '').catch(() => '')));
      return texts.slice(1).join('\n');
    },

    /** Opens the menu of the light bulb at some words and takes the entry with this title. */
    async fix(words, title, { beforeAccepting } = {}) {
      const { x, y } = await this.pointAt(words);
      await page.mouse.click(x, y);
      const bulb = page.locator('.monaco-editor [class*="lightbulb"], .glyph-margin-widgets [class*="lightbulb"]').first();
      const line = page.locator('.monaco-editor .active-line-number').first();
      const top = async element => (await element.boundingBox().catch(() => null))?.y ?? Number.NaN;
      await until(async () => Math.abs((await top(bulb)) - (await top(line))) < 8, `the light bulb should be on the line of “${words}”`);
      await bulb.click();
      const menu = page.locator('.action-widget:not(.action-list-submenu-panel)');
      await menu.waitFor();
      const rows = menu.locator('.monaco-list-row');
      const focused = menu.locator('.monaco-list-row.focused');
      for (let step = 0; step < 30; step += 1) {
        if ((await focused.count()) > 0 && (await focused.textContent()).includes(title)) break;
        await page.keyboard.press('ArrowDown');
      }
      assert.ok((await focused.textContent()).includes(title), `the menu offers “${title}”: ${JSON.stringify(await rows.allTextContents())}`);
      await beforeAccepting?.();
      await page.keyboard.press('Enter');
      await menu.waitFor({ state: 'hidden' });
    },
  };
}
