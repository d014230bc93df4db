import assert from 'node:assert/strict';
import { agree, choose, link, open, row, troupe } from './page.mjs';

/** What a person does with the dashboard. Each is a test of its own; they share a daemon. */
export const scenarios = {
  async anAppThatIsStartedAppearsByItself(browser) {
    const page = await open(browser, link());
    await page.locator('.sheet').waitFor();
    troupe('start', 'sleep 1000', '--name', 'sleeper');
    await row(page, 'sleeper').getByText('online').waitFor();
    assert.deepEqual(page.complaints, []);
    assert.equal(new URL(page.url()).pathname, '/');
  },

  async aCrashAppearsWithExitCodeAndLastWords(browser) {
    const page = await open(browser, link());
    troupe('start', 'last-words.js', '--name', 'crashing', '--max-restarts', '2');
    await row(page, 'crashing').getByText('errored').waitFor();
    await choose(page, 'crashing', 'Events');
    await page.getByText('given up').waitFor();
    await page.getByText('crashed: exit code 3').first().waitFor();
    await page.locator('.timeline pre', { hasText: 'my last words' }).first().waitFor();
    await page.getByRole('tab', { name: 'Overview' }).click();
    await page.locator('.notice').first().waitFor();
    await page.locator('.words pre', { hasText: 'my last words' }).waitFor();
  },

  async whatHappenedBeforeThePageWasOpenedIsShown(browser) {
    const page = await open(browser, link());
    await choose(page, 'web', 'Events');
    await page.locator('.timeline').getByText('ready').first().waitFor();
    await page.locator('.timeline').getByText(/started, pid \d+/).first().waitFor();
    assert.deepEqual(page.complaints, []);
  },

  async whoHoldsATakenPortIsNamed(browser) {
    const page = await open(browser, link());
    const { port } = new URL(page.url());
    troupe('start', 'listen.js', '--name', 'late', '--max-restarts', '1', '--', port);
    await row(page, 'late').getByText('errored').waitFor();
    await choose(page, 'late');
    await page.locator('.notice', { hasText: `port ${port} is held by pid` }).waitFor();
    await page.locator('.words pre', { hasText: 'EADDRINUSE' }).waitFor();
  },

  async aReloadShowsItsStagesBySlot(browser) {
    const page = await open(browser, link());
    await choose(page, 'web');
    const stages = new Set();
    await page.exposeFunction('seen', (text) => stages.add(text));
    await page.evaluate(() => {
      const look = () => document.querySelectorAll('.slots li').forEach((one) => window.seen(one.textContent));
      new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true });
    });
    await page.getByRole('button', { name: 'Reload' }).click();
    await agree(page);
    await page.getByText('reload web: done').waitFor();
    const slots = [...stages].join(', ');
    assert.match(slots, /slot 0: (starting|draining|ready|done)/);
    assert.match(slots, /slot 1: (starting|draining|ready|done)/);
    await page.getByRole('tab', { name: 'Events' }).click();
    await page.getByText('reload completed').waitFor();
    await page.getByText('reload, slot 1: draining').waitFor();
  },

  async outputStreamsAndCanBeSearchedAndPaused(browser) {
    const page = await open(browser, link());
    await choose(page, 'echo', 'Logs');
    const lines = page.locator('.lines');
    await lines.getByText('echo is here').waitFor();
    troupe('send', 'echo', 'first <b>line</b>');
    await lines.getByText('got first <b>line</b>').waitFor();
    await page.getByRole('button', { name: 'Pause' }).click();
    troupe('send', 'echo', 'second');
    await page.getByRole('button', { name: 'Resume (1)' }).waitFor();
    assert.equal(await lines.getByText('got second').count(), 0);
    await page.getByRole('button', { name: /Resume/ }).click();
    await lines.getByText('got second').waitFor();
    await page.getByLabel('Search the output').fill('SECOND');
    await lines.locator('mark', { hasText: 'second' }).waitFor();
    await lines.getByText('echo is here').waitFor({ state: 'hidden' });
  },

  async anAppIsStoppedStartedAndScaledByHand(browser) {
    const page = await open(browser, link());
    await choose(page, 'echo');
    await page.keyboard.press('s');
    await agree(page);
    await row(page, 'echo').getByText('stopped').waitFor();
    await page.getByRole('button', { name: 'Start', exact: true }).click();
    await row(page, 'echo').getByText('online').waitFor();
    await page.getByRole('button', { name: 'Scale…' }).click();
    await page.getByLabel('How many instances of echo?').fill('2');
    await agree(page);
    await row(page, 'echo').getByText('×2').waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    assert.equal(await row(page, 'echo').getByText('online', { exact: true }).count(), 1);
  },

  async whatAnAppUsesIsDrawnAlsoInTheOtherTheme(browser) {
    const page = await open(browser, link());
    await choose(page, 'web');
    const charts = page.locator('.chart canvas');
    await charts.nth(1).waitFor();
    const drawn = () =>
      charts.evaluateAll((all) =>
        all.map((one) => {
          const { data } = one.getContext('2d').getImageData(0, 0, one.width, one.height);
          return data.some((channel) => channel > 0);
        })
      );
    assert.deepEqual(await drawn(), [true, true]);
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    const before = await theme();
    await page.locator('#theme').click();
    assert.notEqual(await theme(), before);
    await charts.nth(1).waitFor();
    assert.deepEqual(await drawn(), [true, true]);
  },

  async anAppsDeclarationIsShown(browser) {
    const page = await open(browser, link());
    await choose(page, 'web', 'Process file');
    const text = page.locator('pre.file', { hasText: '"name": "web"' });
    await text.waitFor();
    assert.equal(JSON.parse(await text.textContent()).instances, 2);
  },

  async appsAreReachedByTheKeyboardAlone(browser) {
    const page = await open(browser, link());
    await row(page, 'web').waitFor();
    await page.keyboard.press('ArrowDown');
    const first = await page.locator('h2').first().textContent();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction((shown) => document.querySelector('h2').textContent !== shown, first);
    await page.keyboard.press('Escape');
    await page.getByRole('tablist').waitFor({ state: 'detached' });
  },

  async aViewerSeesButCannotAct(browser) {
    const page = await open(browser, link('--role', 'view'));
    await choose(page, 'web', 'Process file');
    await page.locator('pre.file', { hasText: '"PATH": "(hidden)"' }).waitFor();
    for (const name of ['Start', 'Restart', 'Reload', 'Stop', 'Delete']) {
      assert.equal(await page.getByRole('button', { name, exact: true }).isDisabled(), true, name);
    }
    await page.keyboard.press('s');
    await page.getByText('Your key may not stop').waitFor();
    const status = await page.evaluate(async () => (await fetch('/api/v1/apps/web/stop', { method: 'POST' })).status);
    assert.equal(status, 403);
  },

  async aKeyLetsInAndLoggingOutKeepsOut(browser) {
    const key = troupe('key', 'add', 'browser', '--role', 'operate').trim().split('\n').at(-1);
    const page = await open(browser, new URL('/', link()).href);
    await page.getByLabel('Key', { exact: true }).fill('wrong');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('the key is wrong or revoked').waitFor();
    await page.getByLabel('Key', { exact: true }).fill(key);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('browser: operate').waitFor();
    await row(page, 'web').waitFor();
    await page.getByRole('button', { name: 'Log out' }).click();
    await page.getByLabel('Key', { exact: true }).waitFor();
    troupe('key', 'revoke', 'browser');
    await page.getByLabel('Key', { exact: true }).fill(key);
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByText('the key is wrong or revoked').waitFor();
  },

  async aLinkWorksOnce(browser) {
    const url = link();
    const first = await open(browser, url);
    await row(first, 'web').waitFor();
    const second = await open(browser, url);
    await second.getByLabel('Key', { exact: true }).waitFor();
  },

  async aThousandInstancesAreNoMoreRowsThanFit(browser) {
    const page = await open(browser, link());
    await row(page, 'web').waitFor();
    const [pattern] = await page.evaluate(async () => (await (await fetch('/api/v1/instances')).json()).instances);
    const instances = Array.from({ length: 1000 }, (_, id) => ({ ...pattern, id, app: 1000 + id, name: `app-${id}` }));
    await page.route('**/api/v1/instances', (route) => route.fulfill({ json: { instances } }));
    await page.getByText('1000 apps, 1000 instances').waitFor();
    assert.ok(await page.locator('.row').count() < 60);
    const begun = await page.evaluate(() => performance.now());
    await page.evaluate(() => document.getElementById('sheet').scrollTo(0, 1e6));
    await page.locator('.name b', { hasText: 'app-999' }).waitFor();
    const took = await page.evaluate((since) => performance.now() - since, begun);
    assert.ok(took < 5000, `scrolling took ${took} ms`);
  },

  async itFitsAPhone(browser) {
    const page = await open(browser, link(), { viewport: { width: 360, height: 740 } });
    await row(page, 'web').waitFor();
    const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(await overflow(), 0);
    await choose(page, 'web', 'Logs');
    assert.equal(await overflow(), 0);
    await page.getByRole('button', { name: 'Close details' }).click();
    await row(page, 'web').waitFor();
  },

  async textHasContrastInDarkAndLight(browser) {
    for (const colorScheme of ['dark', 'light']) {
      const page = await open(browser, link(), { colorScheme });
      await row(page, 'web').waitFor();
      const ratios = await page.evaluate(contrasts);
      for (const [pair, ratio] of Object.entries(ratios)) {
        assert.ok(ratio >= 4.5, `${colorScheme}: ${pair} is ${ratio.toFixed(2)}`);
      }
    }
  },
};

/** Runs in the page: contrast of each text colour on each surface (WCAG 2.2, relative luminance). */
function contrasts() {
  const style = getComputedStyle(document.documentElement);
  const luminance = (name) => {
    const hex = style.getPropertyValue(name).trim();
    const parts = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
  };
  const ratios = {};
  const compare = (text, ground) => {
    const [high, low] = [luminance(text), luminance(ground)].sort((a, b) => b - a);
    ratios[`${text} on ${ground}`] = (high + 0.05) / (low + 0.05);
  };
  for (const text of ['--text', '--soft', '--good', '--pending', '--bad', '--rest', '--accent']) {
    ['--ground', '--surface', '--raised'].forEach((ground) => compare(text, ground));
  }
  compare('--on-accent', '--accent');
  return ratios;
}
