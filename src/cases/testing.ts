import { type TestCity, actorNamed, personNamed, testCity } from '../identity/testing.ts';
import { type Actor, dayOf, type Kernel } from '../kernel/index.ts';
import { type ItemInForce, itemsOf, itemInForce, seedServiceItems, serviceItemsModule } from '../service-items/index.ts';
import { casesModule } from './index.ts';
import type { Papers } from './operations/papers.ts';

/** The three items that are written out in full, by basic code. */
export const BASIC = { food: '590126011000', senior: '592021004000', minimum: '590507001000' } as const;

export const papers: Papers = { publicUrl: 'https://zwfw.mingtang.example' };

/** The demo city with its items and this module, on a database of its own. */
export async function casesCity(at: Date): Promise<TestCity> {
  const city = await testCity([serviceItemsModule, casesModule], at, (web) => {
    web.decorate('publicUrl', papers.publicUrl);
    web.decorate('site', { name: '明堂市人民政府', nav: [{ href: '/my', title: '我的办件' }] });
  });
  await seedServiceItems(city.kernel, at);
  return city;
}

export async function itemNamed(kernel: Kernel, which: keyof typeof BASIC, at: Date): Promise<ItemInForce> {
  const summary = (await itemsOf(kernel, {}, dayOf(at))).find(({ basicCode }) => basicCode === BASIC[which]);
  const item = summary && (await itemInForce(kernel, summary.code, dayOf(at)));
  if (!item) throw new Error(`the demo city lacks ${which}`);
  return item;
}

/** Everybody the stories need, as actors of a day. */
export async function peopleOf(kernel: Kernel, at: Date) {
  const named = (login: string, acting: number | null = null): Promise<Actor> => actorNamed(kernel, login, dayOf(at), acting);
  return {
    citizen: await named('shimin'),
    elder: await named('laoren'),
    household: await named('dibao'),
    enterprise: await named('faren', await personNamed(kernel, 'qiye')),
    clerk: await named('chuangkou'),
    examiner: await named('shencha'),
    decider: await named('juedingren'),
    deliverer: await named('songda'),
    civilExaminer: await named('minzheng'),
    civilDecider: await named('minzheng-jd'),
    townshipClerk: await named('xiangzhen'),
    townshipReviewer: await named('chushen'),
  };
}
