// Pictures of every sample for a person to look at: `tsx src/ui/gallery/shots.ts FOLDER [PATH…]`
import { mkdirSync } from 'node:fs';
import { openGallery } from './browser.ts';
import { samples } from './samples.ts';

const VIEWS = [
  { name: 'desktop', width: 1280, height: 900, cookie: '' },
  { name: 'phone', width: 360, height: 740, cookie: '' },
  { name: 'senior', width: 1280, height: 900, cookie: 'senior' },
  { name: 'contrast', width: 1280, height: 900, cookie: 'contrast' },
  { name: 'narrow', width: 320, height: 640, cookie: 'senior.contrast' },
] as const;

const [folder = '/tmp/gallery', ...wanted] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const { browser, origin, close } = await openGallery();
for (const view of VIEWS) {
  const context = await browser.newContext({
    viewport: { width: view.width, height: view.height },
    javaScriptEnabled: view.name !== 'narrow',
  });
  if (view.cookie !== '') await context.addCookies([{ name: 'display', value: view.cookie, url: origin }]);
  const page = await context.newPage();
  for (const { path } of samples.filter((sample) => wanted.length === 0 || wanted.includes(sample.path))) {
    await page.goto(origin + path);
    await page.screenshot({ path: `${folder}/${view.name}${path.replaceAll('/', '-')}.png`, fullPage: true });
  }
  await context.close();
}
await close();
