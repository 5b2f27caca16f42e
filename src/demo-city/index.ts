import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { z } from 'zod';
import { packageRoot } from '../kernel/package-root.ts';
import { Accounts, Agencies, Items, Regions, Requests, Sources, Staff } from './shapes.ts';

/** Read from the source folder, also by the bundle: the files are data and stay outside it. */
async function read<Shape extends z.ZodType>(name: string, shape: Shape): Promise<z.output<Shape>> {
  return shape.parse(JSON.parse(await readFile(join(packageRoot, 'src', 'demo-city', name), 'utf8')));
}

/** 191 regions of the fictional 明堂市, parents before children. */
export const demoRegions = async () => (await read('regions.json', Regions)).regions;

/** Agencies, parents before children, and the halls they run. */
export const demoAgencies = () => read('agencies.json', Agencies);

/** Invented people, the posts of the agencies and who holds them. */
export const demoStaff = () => read('staff.json', Staff);

/** One account to try each role with. */
export const demoAccounts = () => read('accounts.json', Accounts);

/** The five documents of the city's former site, each with its words. */
export async function demoSources() {
  const { base, pages } = await read('sources.json', Sources);
  const folder = join(packageRoot, 'src', 'demo-city', 'sources');
  const words = await Promise.all(pages.map(({ file }) => readFile(join(folder, file), 'utf8')));
  return { base, pages: pages.map((page, i) => ({ ...page, words: words[i] ?? '' })) };
}

/** Requests for information in every stage, and who asks. */
export const demoRequests = () => read('requests.json', Requests);

/** 420 service items with names, limits and materials of the kind real cities have, and 13 bundles of them. */
export const demoItems = () => read('items.json', Items);

export type DemoItem = z.output<typeof Items>['items'][number];
export type DemoRequests = z.output<typeof Requests>;
