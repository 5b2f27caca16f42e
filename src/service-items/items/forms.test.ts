import { describe, expect, test } from 'vitest';
import {
  type FormDefinition,
  type FormValues,
  materialsFor,
  openQuestions,
  validateForm,
} from '../../kernel/form/index.ts';
import { day } from '../../kernel/index.ts';
import { formChecks } from '../form-checks.ts';
import { licence, office } from '../testing.ts';
import { foodLicenceForm } from './food-licence-form.ts';
import { minimumLiving } from './minimum-living.ts';
import { minimumLivingForm } from './minimum-living-form.ts';
import { seniorCard, seniorCardForm } from './senior-card.ts';

const formats = formChecks(day('2026-11-23'));
const faultsOf = (form: FormDefinition, values: FormValues): readonly string[] =>
  validateForm(form, values, { formats }).map(({ path, code }) => `${path} ${code}`);

const shop: FormValues = {
  premisesAsLicensed: true,
  areaSquareMetres: 86,
  businessKind: 'catering',
  cateringScope: ['hot', 'drinks'],
  sellsOnline: false,
  isChain: false,
  workers: 5,
  safetyManagers: [{ name: '陈晓岚', residentId: '110000198805120029', mobile: '13000000001', fullTime: false }],
  contactName: '陈晓岚',
  contactMobile: '13000000001',
  visitTime: 'any',
  delivery: 'electronic',
  truthful: true,
};
const person = (residentId: string, relation: string) => ({
  name: '某人',
  relation,
  residentId,
  occupation: 'jobless',
  monthlyIncome: 0,
  hasDisability: false,
  seriouslyIll: false,
});
const household: FormValues = {
  kind: 'household',
  livesAtRegister: true,
  byDelegate: false,
  members: [
    person('320000197302160074', 'self'),
    { ...person('32000019750908008X', 'spouse'), seriouslyIll: true, illness: '尿毒症' },
    { ...person('320000201006010097', 'child'), occupation: 'student' },
  ],
  otherMonthlyIncome: 0,
  savings: 120_000,
  homes: 'one',
  hasVehicle: false,
  hasBusiness: false,
  medicalCosts: 3_200_000,
  schoolCosts: 0,
  rentedRooms: 0,
  hardship: '妻子每周透析三次，我打零工的收入不固定。',
  toSocialCard: true,
  mayCheck: true,
  truthful: true,
  publicNotice: true,
};

describe('the food licence', () => {
  test('takes a small restaurant', () => expect(faultsOf(foodLicenceForm, shop)).toEqual([]));
  test('asks each kind of business only what concerns it', () => {
    expect(faultsOf(foodLicenceForm, { ...shop, businessKind: 'sales' })).toEqual(['salesScope required-choice']);
    const chain = { ...shop, isChain: true, headquartersName: '总部', headquartersCode: '91590902MA00000150' };
    expect(faultsOf(foodLicenceForm, chain)).toEqual(['headquartersCode format-creditCode']);
    expect(faultsOf(foodLicenceForm, { ...shop, delivery: 'post' })).toEqual(['postAddress required']);
  });
  test('needs somebody who sees to food safety', () => {
    expect(faultsOf(foodLicenceForm, { ...shop, safetyManagers: [] })).toHaveLength(1);
  });
});

describe('minimum living', () => {
  test('takes a household of three', () => expect(faultsOf(minimumLivingForm, household)).toEqual([]));
  test('names the member whose answer is wrong', () => {
    const members = [
      person('320000197302160074', 'self'),
      { ...person('320000197509080081', 'spouse'), seriouslyIll: true },
    ];
    expect(faultsOf(minimumLivingForm, { ...household, members })).toEqual([
      'members[1].residentId format-residentId',
      'members[1].illness required',
    ]);
  });
  test('asks for an account only without the social card', () => {
    const elsewhere = {
      ...household,
      toSocialCard: false,
      bank: '某银行',
      accountHolder: '某人',
      accountNumber: '6222-0000',
    };
    expect(faultsOf(minimumLivingForm, elsewhere)).toEqual(['accountNumber format']);
    expect(faultsOf(minimumLivingForm, { ...elsewhere, accountNumber: '6222000000000000000' })).toEqual([]);
  });
  test('is nothing without leave to check', () => {
    expect(faultsOf(minimumLivingForm, { ...household, mayCheck: false })).toEqual(['mayCheck required-declaration']);
  });
});

describe('the senior card', () => {
  const own: FormValues = { forSelf: true, carrier: 'electronic', hasContact: false, truthful: true };
  test('takes four answers from whoever applies for himself', () => expect(faultsOf(seniorCardForm, own)).toEqual([]));
  test('asks who the holder is when another applies', () => {
    expect(faultsOf(seniorCardForm, { ...own, forSelf: false })).toEqual([
      'holderName required',
      'holderResidentId required',
      'relation required-choice',
    ]);
  });
});

describe('answers to the situation questions', () => {
  const own = (item: ReturnType<typeof licence>, answers: Readonly<Record<string, string>>) =>
    materialsFor(item.situation, answers)
      .filter(({ source }) => source !== 'shared')
      .map(({ key }) => key);

  test('leave a restaurant with three papers to prepare', () => {
    expect(own(licence(), { who: 'self', kind: 'catering' })).toEqual(['layout', 'rules', 'premises-right']);
  });
  test('leave an elder with nothing to bring', () => {
    expect(own(seniorCard(office), { for: 'self', photo: 'identity', register: 'yes' })).toEqual([]);
  });
  test('leave a healthy household with the authorisation only', () => {
    const item = minimumLiving(office, office);
    const answers = { who: 'self', ill: 'no', disabled: 'no', divorced: 'no' };
    expect(own(item, answers)).toEqual(['authorisation']);
    expect(openQuestions(item.situation, answers)).toEqual([]);
  });
});
