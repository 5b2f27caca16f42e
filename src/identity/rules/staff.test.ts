import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, day, fromNumber } from '../../kernel/day.ts';
import { ADMINISTRATORS, POST_ROLES, type Role } from '../roles.ts';
import { type AppointedRole, type Delegation, delegationFault, isDelegationInForce } from './delegation.ts';
import { rolesOn } from './roles-on.ts';
import { separationFault } from './separation.ts';
import { appointmentFault, leaveFault, type Post, vacanciesOn } from './staff-filing.ts';
import { covers, isInForce, overlaps, type Term } from './term.ts';

const CHIEF = 1;
const DEPUTY = 2;
const LIAISON = 10;
const WINDOW = 20;
const today = day('2026-11-22');
const open: Term = { fromOn: day('2026-01-01'), untilOn: null };
const until = (text: string): Term => ({ fromOn: day('2026-01-01'), untilOn: day(text) });
const days = fc.integer({ min: 20_000, max: 20_400 }).map(fromNumber);
const terms = fc
  .tuple(days, fc.option(fc.nat(200)))
  .map(([fromOn, length]): Term => ({ fromOn, untilOn: length === null ? null : addDays(fromOn, length) }));

describe('term', () => {
  it('two terms overlap exactly when some day lies in both', () => {
    fc.assert(
      fc.property(terms, terms, (a, b) => {
        const isShared = (on: Day) => isInForce(a, on) && isInForce(b, on);
        return overlaps(a, b) === (isShared(a.fromOn) || isShared(b.fromOn));
      }),
    );
  });

  it('a term that covers another is in force on all its days', () => {
    fc.assert(
      fc.property(
        terms,
        terms,
        days,
        (outer, inner, on) => !(covers(outer, inner) && isInForce(inner, on)) || isInForce(outer, on),
      ),
    );
  });
});

describe('three administrators', () => {
  it('are three people', () => {
    const apart = ADMINISTRATORS.map((role, i) => ({ personId: 10 + i, roles: [role] }));
    expect(separationFault(apart)).toBeNull();
    expect(separationFault([...apart, { personId: 10, roles: ['audit-admin'] }])).toEqual({
      code: 'identity/administrators-not-separate',
      personId: 10,
      roles: ['system-admin', 'audit-admin'],
    });
  });

  it('a fault is found exactly when somebody holds two, whatever else is held and in how many entries', () => {
    const holder = fc.record({
      personId: fc.constantFrom(1, 2, 3),
      roles: fc.array(fc.constantFrom(...POST_ROLES), { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(holder, { maxLength: 6 }), (holders) => {
        const hasTwo = [1, 2, 3].some((personId) => {
          const held = new Set(holders.filter((h) => h.personId === personId).flatMap((h) => h.roles));
          return ADMINISTRATORS.filter((role) => held.has(role)).length > 1;
        });
        return (separationFault(holders) !== null) === hasTwo;
      }),
    );
  });
});

describe('delegation', () => {
  const given: Delegation = {
    fromPersonId: CHIEF,
    toPersonId: DEPUTY,
    roles: ['decider'],
    fromOn: today,
    untilOn: addDays(today, 9),
    reason: '外出学习',
    revokedOn: null,
  };
  const held: readonly AppointedRole[] = [{ role: 'decider', ...open }];
  const fault = (change: Partial<Delegation>, roles: readonly AppointedRole[] = held, receiver: readonly Role[] = []) =>
    delegationFault({ ...given, ...change }, roles, receiver, today);

  it('is given from today on, for days the giver holds the role', () => expect(fault({})).toBeNull());

  it.each<[string, Partial<Delegation>]>([
    ['to-self', { toPersonId: CHIEF }],
    ['empty', { roles: [] }],
    ['no-reason', { reason: ' ' }],
    ['reversed', { untilOn: addDays(today, -1) }],
    ['in-past', { fromOn: addDays(today, -1) }],
    ['too-long', { untilOn: addDays(today, 90) }],
    ['not-allowed', { roles: ['system-admin'] }],
    ['not-held', { roles: ['decider', 'examiner'] }],
  ])('is refused: %s', (reason, change) => expect(fault(change)).toBe(`identity/delegation-${reason}`));

  it('may last exactly ninety days', () => expect(fault({ untilOn: addDays(today, 89) })).toBeNull());

  it('does not outlast the post, but two terms without a gap will do', () => {
    const first: AppointedRole = { role: 'decider', ...until('2026-11-25') };
    const second: AppointedRole = { role: 'decider', fromOn: day('2026-11-26'), untilOn: null };
    const late: AppointedRole = { role: 'decider', fromOn: day('2026-11-27'), untilOn: null };
    expect(fault({}, [first])).toBe('identity/delegation-not-held');
    expect(fault({}, [second, first])).toBeNull();
    expect(fault({}, [first, late])).toBe('identity/delegation-not-held');
  });

  it('ends on the day it is revoked', () => {
    const revoked = { ...given, revokedOn: addDays(today, 3) };
    expect([2, 3].map((n) => isDelegationInForce(revoked, addDays(today, n)))).toEqual([true, false]);
    expect([-1, 0, 9, 10].map((n) => isDelegationInForce(given, addDays(today, n)))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('gives the role for that agency while the giver holds it, and says on whose behalf', () => {
    const chief = { personId: CHIEF, agencyId: 26, roles: ['decider'] as const, ...until('2026-11-25') };
    const own = { personId: DEPUTY, agencyId: 26, roles: ['examiner'] as const, ...open };
    const roles = (on: Day) => rolesOn(DEPUTY, on, [chief, own], [{ ...given, agencyId: 26 }]);
    expect(roles(today)).toEqual([
      { role: 'examiner', agencyId: 26 },
      { role: 'decider', agencyId: 26, delegatedBy: CHIEF },
    ]);
    expect(roles(day('2026-11-26'))).toEqual([{ role: 'examiner', agencyId: 26 }]);
    expect(rolesOn(DEPUTY, today, [chief], [{ ...given, agencyId: 7 }])).toEqual([]);
  });
});

describe('a post that serves further agencies', () => {
  const clerk = { personId: DEPUTY, agencyId: 26, serves: [7, 8], roles: ['window-clerk'] as const, ...open };

  it('gives its roles at each of them', () => {
    expect(rolesOn(DEPUTY, today, [clerk], []).map(({ agencyId }) => agencyId)).toEqual([26, 7, 8]);
  });

  it('can be lent for one of them', () => {
    const lent = {
      fromPersonId: DEPUTY,
      toPersonId: CHIEF,
      roles: ['window-clerk'] as const,
      fromOn: today,
      untilOn: today,
      reason: '轮休',
      revokedOn: null,
    };
    const received = (agencyId: number) => rolesOn(CHIEF, today, [clerk], [{ ...lent, agencyId }]);
    expect(received(8)).toEqual([{ role: 'window-clerk', agencyId: 8, delegatedBy: DEPUTY }]);
    expect(received(9)).toEqual([]);
  });
});

describe('staff filing', () => {
  const liaison: Post = { id: LIAISON, roles: ['liaison'], isLiaison: true, minHolders: 1 };
  const window: Post = { id: WINDOW, roles: ['window-clerk'], isLiaison: false, minHolders: 2 };
  const holds = (postId: number, personId: number, term: Term) => ({ postId, personId, ...term });

  it('names the posts that are vacant and since when', () => {
    const holdings = [
      holds(LIAISON, 1, until('2026-06-30')),
      holds(LIAISON, 2, { fromOn: day('2026-08-01'), untilOn: day('2026-10-31') }),
      holds(WINDOW, 3, open),
      holds(WINDOW, 4, until('2026-11-30')),
    ];
    expect(vacanciesOn([liaison, window], holdings, today)).toEqual([
      { postId: LIAISON, missing: 1, sinceOn: '2026-11-01' },
    ]);
    expect(vacanciesOn([window], holdings, day('2026-12-01'))).toEqual([
      { postId: WINDOW, missing: 1, sinceOn: '2026-12-01' },
    ]);
    expect(vacanciesOn([liaison], [], today)).toEqual([{ postId: LIAISON, missing: 1, sinceOn: null }]);
  });

  it('one person appointed twice fills a post once', () =>
    expect(vacanciesOn([window], [holds(WINDOW, 3, open), holds(WINDOW, 3, until('2026-12-31'))], today)).toHaveLength(
      1,
    ));

  it('a gap begins on a day that is vacant, after one that was filled', () => {
    const holdings = fc.array(
      fc.tuple(fc.constantFrom(1, 2, 3), terms).map(([p, t]) => holds(WINDOW, p, t)),
      {
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(holdings, days, (all, on) => {
        const [vacancy] = vacanciesOn([window], all, on);
        const filled = (d: Day) => new Set(all.filter((h) => isInForce(h, d)).map((h) => h.personId)).size >= 2;
        if (vacancy === undefined) return filled(on);
        if (vacancy.sinceOn === null) return !filled(on);
        let at = on;
        while (at > vacancy.sinceOn && !filled(at)) at = addDays(at, -1);
        return at === vacancy.sinceOn && !filled(at) && filled(addDays(at, -1));
      }),
    );
  });

  it('appoints once for the same days, and keeps administrators apart', () => {
    const admin: Post = { id: 30, roles: ['system-admin'], isLiaison: false, minHolders: 1 };
    const fault = (term: Term, others: readonly (Term & { roles: readonly Role[] })[] = []) =>
      appointmentFault(holds(30, 1, term), admin, [holds(30, 1, until('2026-06-30'))], others);
    expect(fault({ fromOn: day('2026-07-01'), untilOn: null })).toBeNull();
    expect(fault({ fromOn: day('2026-06-30'), untilOn: null })).toBe('identity/post-held-already');
    expect(fault({ fromOn: day('2026-08-01'), untilOn: day('2026-07-31') })).toBe('identity/term-reversed');
    const audit = { roles: ['audit-admin'] as const };
    expect(fault({ fromOn: today, untilOn: null }, [{ ...audit, ...open }])).toBe(
      'identity/administrators-not-separate',
    );
    expect(fault({ fromOn: today, untilOn: null }, [{ ...audit, ...until('2026-11-21') }])).toBeNull();
  });

  it('lets a liaison leave only after handing over to somebody in the post on the next day', () => {
    const own = holds(LIAISON, 1, open);
    const next = holds(LIAISON, 2, { fromOn: day('2026-12-01'), untilOn: null });
    const leave = (lastOn: Day, successor: number | null) => leaveFault(own, liaison, [own, next], lastOn, successor);
    expect(leave(day('2026-11-30'), 2)).toBeNull();
    expect(leave(day('2026-11-29'), 2)).toBe('identity/handover-not-appointed');
    expect(leave(day('2026-11-30'), 3)).toBe('identity/handover-not-appointed');
    expect(leave(day('2026-11-30'), 1)).toBe('identity/handover-to-self');
    expect(leave(day('2026-11-30'), null)).toBe('identity/handover-missing');
    expect(leave(day('2025-12-31'), 2)).toBe('identity/leave-before-start');
  });

  it('other posts need a hand-over only where leaving would leave a gap', () => {
    const own = holds(WINDOW, 1, open);
    const two = [own, holds(WINDOW, 2, open), holds(WINDOW, 3, open)];
    expect(leaveFault(own, window, two, today, null)).toBeNull();
    expect(leaveFault(own, window, two.slice(0, 2), today, null)).toBe('identity/handover-missing');
  });
});
