import { createServer, type Server } from 'node:http';
import { defaultPreferences, preferencesCookie, preferencesFromCookie, publicAssets, renderPage } from '../index.ts';
import { samples } from './samples.ts';
import { ordinary } from './scene.tsx';

const POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'";

function preferencesOf(cookie: string | undefined) {
  const value = new RegExp(`(?:^|; )${preferencesCookie}=([^;]*)`).exec(cookie ?? '')?.[1];
  return value === undefined ? defaultPreferences : preferencesFromCookie(value);
}

/** The gallery over HTTP, under the strict policy that the real pages are served with. */
export const galleryServer = (): Server =>
  createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0];
    const asset = Object.values(publicAssets()).find(({ href }) => href === path);
    if (asset) return response.writeHead(200, { 'content-type': asset.type }).end(asset.body);
    const sample = samples.find((candidate) => candidate.path === path);
    if (!sample) return response.writeHead(404).end();
    const headers = { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY };
    return response
      .writeHead(200, headers)
      .end(renderPage(sample.page(ordinary, preferencesOf(request.headers.cookie))));
  });
