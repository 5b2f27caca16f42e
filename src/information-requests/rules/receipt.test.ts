import { expect, test } from 'vitest';
import { day } from '../../kernel/index.ts';
import { type Arrival, needsConfirmation, receivedOn } from './receipt.ts';

const arrival = (channel: Arrival['channel'], more: Partial<Arrival> = {}): Arrival => ({
  channel,
  submittedOn: day('2026-03-02'),
  arrivedOn: null,
  agencyConfirmedOn: null,
  applicantConfirmedOn: null,
  ...more,
});
const signed = { arrivedOn: day('2026-03-03') };
const agency = { agencyConfirmedOn: day('2026-03-04') };
const applicant = { applicantConfirmedOn: day('2026-03-05') };

test.each([
  ['in person: the day of submission', arrival('counter'), 'agency', '2026-03-02'],
  ['taken down when said: the day of submission', arrival('oral'), 'both', '2026-03-02'],
  ['signed-for post: the day of signature', arrival('signed-post', { ...signed, ...agency }), 'agency', '2026-03-03'],
  ['ordinary letter: not before it is confirmed', arrival('letter', signed), 'agency', null],
  ['ordinary letter: the day of confirmation', arrival('letter', { ...signed, ...agency }), 'agency', '2026-03-04'],
  ['web: not by the click', arrival('web'), 'agency', null],
  ['web: the agency has confirmed', arrival('web', agency), 'agency', '2026-03-04'],
  ['web: one side alone where both are asked for', arrival('web', agency), 'both', null],
  ['web: both sides', arrival('web', { ...agency, ...applicant }), 'both', '2026-03-05'],
  ['web: the program confirms', arrival('web'), 'automatic', '2026-03-02'],
  ['fax: both sides', arrival('fax', { ...signed, ...agency, ...applicant }), 'both', '2026-03-05'],
] as const)('%s', (_, facts, policy, expected) => {
  expect(receivedOn(facts, policy)).toBe(expected);
});

test('what is confirmed is what did not come with a signature', () => {
  expect((['web', 'counter', 'fax', 'signed-post', 'letter', 'oral'] as const).filter(needsConfirmation)).toEqual([
    'web',
    'fax',
    'letter',
  ]);
});
