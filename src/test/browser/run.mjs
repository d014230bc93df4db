import { launch } from './page.mjs';
import { scenarios } from './scenarios.mjs';

/** Runs the scenarios one after the other in one browser; a line of JSON for each. */
const browser = await launch();
for (const [name, scenario] of Object.entries(scenarios)) {
  const result = { name };
  try {
    await scenario(browser);
  } catch (failure) {
    result.failure = failure.stack;
  }
  console.log(JSON.stringify(result));
  for (const context of browser.contexts()) {
    await context.close();
  }
}
await browser.close();
