import type { AddressInfo } from 'node:net';
import { type Browser, chromium } from 'playwright-core';
import { galleryServer } from './serve.ts';

/** A browser and the gallery; `close` ends both. */
export async function openGallery(): Promise<{ browser: Browser; origin: string; close: () => Promise<void> }> {
  const server = galleryServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  return {
    browser,
    origin: `http://127.0.0.1:${isInfo(address) ? address.port : 0}`,
    close: async () => {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

const isInfo = (address: unknown): address is AddressInfo =>
  typeof address === 'object' && address !== null && 'port' in address;
