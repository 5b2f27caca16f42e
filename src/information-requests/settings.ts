import { type Day, defineRegister, type Kernel } from '../kernel/index.ts';
import { Settings } from './settings-shape.ts';

/** 依申请公开参数: the city's own (key `city`), or an agency's by its number. What no law fixes stands here. */
export const settingsRegister = defineRegister<Settings>('information-request-settings', (value) =>
  Settings.parse(value),
);

/** The key of what holds for every agency without settings of its own. */
export const CITY = 'city';

/** What is in force for an agency on a day. */
export async function settingsOf(kernel: Pick<Kernel, 'pool'>, agencyId: number, on: Day): Promise<Settings> {
  const own = await settingsRegister.inForce(kernel.pool, String(agencyId), on);
  return own?.value ?? citySettings(kernel, on);
}

/** What is in force for every agency without settings of its own: the city's, else the usual. */
export const citySettings = async (kernel: Pick<Kernel, 'pool'>, on: Day): Promise<Settings> =>
  (await settingsRegister.inForce(kernel.pool, CITY, on))?.value ?? Settings.parse({});
