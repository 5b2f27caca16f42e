import { describe, expect, it } from 'vitest';
import { demoAccounts, demoAgencies, demoItems, demoRegions, demoStaff } from '../demo-city/index.ts';
import { day } from '../kernel/day.ts';
import { isRole, ROLES } from './roles.ts';
import { creditCodeFault } from './rules/credit-code.ts';
import { passwordFaults } from './rules/password.ts';
import { landlineFault, mobileFault } from './rules/phone.ts';
import { regionCodeFault, regionLevel, regionParent } from './rules/region-code.ts';
import { residentIdFault } from './rules/resident-id.ts';
import { separationFault } from './rules/separation.ts';
import { vacanciesOn } from './rules/staff-filing.ts';

const today = day('2026-11-22');
const [regions, { agencies, halls }, staff, accounts, { items, bundles }] = await Promise.all([
  demoRegions(),
  demoAgencies(),
  demoStaff(),
  demoAccounts(),
  demoItems(),
]);
const agencyKeys = new Set(agencies.map((agency) => agency.key));
const regionCodes = new Set(regions.map((region) => region.code));
const repeated = (values: readonly string[]) => values.filter((value, i) => values.indexOf(value) !== i);

describe('regions', () => {
  it('have codes that agree with their level and parent, parents first', () => {
    const seen = new Set<string>();
    for (const { code, level, parent } of regions) {
      expect([code, regionCodeFault(code), regionLevel(code), regionParent(code)]).toEqual([code, null, level, parent]);
      expect(parent === null || seen.has(parent)).toBe(true);
      seen.add(code);
    }
    expect(regions).toHaveLength(191);
  });
});

describe('agencies', () => {
  it('have valid codes, known regions and parents that come first', () => {
    const seen = new Set<string>();
    for (const { key, kind, uscc, region, parent, oversees } of agencies) {
      expect([key, uscc === null ? kind : creditCodeFault(uscc)]).toEqual([key, uscc === null ? 'office' : null]);
      expect([key, regionCodes.has(region), parent === null || seen.has(parent)]).toEqual([key, true, true]);
      expect(oversees === null || agencyKeys.has(oversees)).toBe(true);
      seen.add(key);
    }
  });

  it('are told apart by key, name, code, and by line within a region', () => {
    expect(repeated(agencies.map((agency) => agency.key))).toEqual([]);
    expect(repeated(agencies.map((agency) => agency.name))).toEqual([]);
    expect(repeated(agencies.flatMap((agency) => agency.uscc ?? []))).toEqual([]);
    expect(repeated(agencies.flatMap(({ region, line }) => (line === null ? [] : `${region} ${line}`)))).toEqual([]);
  });

  it('halls can be found and called, for advice and for complaints', () => {
    for (const hall of halls) {
      expect([agencyKeys.has(hall.agency), regionCodes.has(hall.region)]).toEqual([true, true]);
      expect([landlineFault(hall.phone), landlineFault(hall.complaintPhone)]).toEqual([null, null]);
      expect(hall.phone).not.toBe(hall.complaintPhone);
    }
  });
});

describe('staff', () => {
  const people = new Map(staff.people.map((person, i) => [person.key, i]));
  const numberOf = (key: string) => people.get(key) ?? -1;

  it('hold known roles at known agencies', () => {
    expect(staff.posts.flatMap((post) => post.roles).filter((role) => !isRole(role))).toEqual([]);
    expect(staff.posts.filter((post) => !agencyKeys.has(post.agency))).toEqual([]);
    expect(staff.posts.flatMap((post) => post.holders).filter((holder) => !people.has(holder.person))).toEqual([]);
    expect(repeated(staff.posts.map((post) => `${post.agency} ${post.title}`))).toEqual([]);
  });

  it('keep the three administrators apart', () => {
    const held = staff.posts.flatMap((post) =>
      post.holders.map(({ person }) => ({ personId: numberOf(person), roles: post.roles.filter(isRole) })),
    );
    expect(separationFault(held)).toBeNull();
  });

  it('leave four liaison posts vacant and no other', () => {
    const posts = staff.posts.map((post, id) => ({
      id,
      roles: post.roles.filter(isRole),
      isLiaison: post.roles.includes('liaison'),
      minHolders: post.min,
    }));
    const holdings = staff.posts.flatMap((post, postId) =>
      post.holders.map(({ person, until }) => ({
        postId,
        personId: numberOf(person),
        fromOn: day(staff.appointedOn),
        untilOn: until === null ? null : day(until),
      })),
    );
    const vacant = vacanciesOn(posts, holdings, today);
    expect(vacant.map(({ postId }) => posts[postId]?.isLiaison)).toEqual([true, true, true, true]);
    expect(vacant.map(({ sinceOn }) => sinceOn).sort()).toEqual(
      ['2026-09-01', '2026-10-01', '2026-10-16', null].sort(),
    );
  });
});

describe('accounts', () => {
  const everybody = [...accounts.staff, ...accounts.citizens, ...accounts.enterprises];

  it('there is one for each role, with a login of its own', () => {
    expect(ROLES.filter((role) => !everybody.some((account) => account.role === role))).toEqual([]);
    expect(repeated(everybody.map((account) => account.login))).toEqual([]);
  });

  it('staff hold the role that the account is to show', () => {
    const without = accounts.staff.filter(
      ({ person, role }) =>
        !staff.posts.some(
          (post) => post.roles.includes(role) && post.holders.some((holder) => holder.person === person),
        ),
    );
    expect(without).toEqual([]);
  });

  it('citizens and enterprises have numbers that check', () => {
    const numbers = [...accounts.citizens, ...accounts.household].map(({ residentId }) =>
      residentIdFault(residentId, today),
    );
    expect(numbers.every((fault) => fault === null)).toBe(true);
    expect(accounts.enterprises.map(({ uscc }) => creditCodeFault(uscc))).toEqual([null]);
    const phones = [...accounts.citizens, ...accounts.enterprises].map(({ phone }) => mobileFault(phone));
    expect(phones.every((fault) => fault === null)).toBe(true);
  });

  it('the password would be accepted from anybody', () => {
    expect(everybody.flatMap(({ login }) => passwordFaults(accounts.password, [login]))).toEqual([]);
  });
});

describe('items', () => {
  const byId = new Map(items.map((item) => [item.id, item]));

  it('are 420 with ids and codes of their own, and the bundles name only them', () => {
    expect(byId.size).toBe(420);
    expect(repeated(items.map((item) => item.catalogCode))).toEqual([]);
    expect(bundles.flatMap((bundle) => bundle.items).filter((id) => !byId.has(id))).toEqual([]);
  });

  it('promise no more than the law allows, at once exactly for 即办件, in steps that fit', () => {
    for (const { id, caseType, promised, statutory, steps } of items) {
      expect([id, promised <= (statutory.workdays ?? statutory.n)]).toEqual([id, true]);
      expect([id, caseType === '即办件']).toEqual([id, promised === 0]);
      expect([id, steps.reduce((sum, [, days]) => sum + days, 0) <= promised]).toEqual([id, true]);
    }
  });

  it('find an agency at every level at which they are handled', () => {
    const at = { city: '590900', county: '590902', township: '590902001', village: '590902001001' } as const;
    const lineAt = { city: null, county: null, township: 'ZF', village: 'CW' } as const;
    const lines = new Set(agencies.map(({ region, line }) => `${region} ${line}`));
    const homeless = items.flatMap(({ id, line, levels }) =>
      levels.filter((level) => !lines.has(`${at[level]} ${lineAt[level] ?? line}`)).map((level) => `${id} ${level}`),
    );
    expect(homeless).toEqual([]);
  });
});
