import { expect, test } from 'vitest';
import type { Content } from '../contract.ts';
import { attributeFault } from './attribute.ts';
import { originFault } from './origin.ts';

const from = (how: NonNullable<Content['origin']>['how'], isOurs: boolean, others = '市财政局') =>
  originFault({ origin: { how, isOurs, others } });

test('who made it tells it, of several who led, and else who had it first', () => {
  expect(originFault({})).toBeNull();
  expect(from('made', true)).toBeNull();
  expect(from('from-people', false, '')).toBeNull();
  expect(from('joint', true)).toBeNull();
  expect(from('from-agency', true)).toBeNull();
  expect(from('joint', false)).toBe('disclosure/leader-discloses');
  expect(from('from-agency', false)).toBe('disclosure/maker-discloses');
  expect(from('joint', true, '')).toBe('disclosure/origin-without-name');
});

const ground = (reason: Content['reason'], reasonKind?: Content['reasonKind']) =>
  attributeFault({
    attribute: 'withheld',
    reason,
    reasonWords: '正在研究的意见',
    ...(reasonKind ? { reasonKind } : {}),
  });

test('a ground that is several things says which of them', () => {
  expect(ground('internal-affairs')).toBe('disclosure/no-reason-kind');
  expect(ground('internal-affairs', 'personnel')).toBeNull();
  expect(ground('internal-affairs', 'draft')).toBe('disclosure/no-reason-kind');
  expect(ground('process-information', 'consultation')).toBeNull();
  expect(ground('endangers-security-or-stability')).toBe('disclosure/no-reason-kind');
  expect(ground('endangers-security-or-stability', 'economic-security')).toBeNull();
  expect(ground('state-secret')).toBeNull();
  expect(ground('state-secret', 'personnel')).toBe('disclosure/no-reason-kind');
});
