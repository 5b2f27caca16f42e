import { rm } from 'node:fs/promises';
import { readConfig } from './src/config.ts';
import { seedFirstStart } from './src/demo.ts';
import { noLog } from './src/kernel/index.ts';
import { startProgram } from './src/program.ts';
import { axeFindings, openBrowser } from './tests/journeys/support/browser.ts';
import { dataFolder } from './tests/journeys/support/program.ts';
import { publishSamples, samplePages } from './tests/journeys/support/published.ts';

const dataDir = await dataFolder();
const program = await startProgram({
  config: readConfig({ PORT: '0', HOST: '127.0.0.1', DATA_DIR: dataDir, PUBLIC_URL: 'http://127.0.0.1' }),
  log: (level, event, details) => level !== 'info' && console.error(level, event, details),
});
await seedFirstStart(program.kernel, () => undefined);
console.log('seeded', process.uptime());
await publishSamples(program.kernel);
console.log('published', process.uptime());
const browser = await openBrowser();
const context = await browser.newContext({ bypassCSP: true });
const page = await context.newPage();
page.on('console', (m) => console.log('console', page.url(), m.text()));
const shots: Record<string, string> = {
  ...samplePages,
  list: `${samplePages.column}list-1.html`,
  catalogue: '/catalogue',
  policies: '/policies',
  search: '/search?q=高龄津贴',
  sites: '/sites',
  error: '/report-error',
  none: '/art/x.html',
};
for (const [name, path] of Object.entries(shots)) {
  await page.setViewportSize({ width: 1280, height: 900 });
  const answer = await page.goto(program.address + path);
  const bytes = (await answer?.body())?.length ?? 0;
  await page.waitForTimeout(300);
  await page.screenshot({ path: `/tmp/sites-shots/${name}.png`, fullPage: true });
  const axe = await axeFindings(page);
  await page.setViewportSize({ width: 320, height: 700 });
  const over = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  if (['home', 'policy', 'catalogue', 'search'].includes(name))
    await page.screenshot({ path: `/tmp/sites-shots/${name}-phone.png`, fullPage: true });
  console.log(
    name,
    answer?.status(),
    bytes,
    'over',
    over,
    axe.map((x) => x.slice(0, 300)),
  );
}
await browser.close();
await program.stop();
await rm(dataDir, { recursive: true, force: true });
process.exit(0);
