import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Day, day, fromNumber } from '../../kernel/day.ts';
import { bankCardFault } from './bank-card.ts';
import { canonicalNumber } from './canonical.ts';
import { creditCodeFault, creditCodeParts, organisationCodeFault } from './credit-code.ts';
import { landlineFault, mobileFault, phoneFault } from './phone.ts';
import { ageOn, residentIdFacts, residentIdFault, upgradeResidentId } from './resident-id.ts';
import { foreignCard2017Fault, hkMacaoPermitFault, passportFault, taiwanPermitFault } from './travel-document.ts';

const today = day('2026-11-22');
const idFault = (number: string) => residentIdFault(number, today);

const RESIDENT_IDS = [
  '110000190001010004',
  '440000200002290012',
  '650000199912319981',
  '32000019880808005X',
  '110000195001010015',
  '11010519491231002X',
  '810000198506150127',
  '83000019770707334X',
  '911840198001010013',
];
const CREDIT_CODES = [
  '11110000000000000N',
  '91440000MA0000007P',
  '52330000Y00000016D',
  '125100000000000276',
  '12441500196720244T',
  '11110000000021135M',
];
const ORGANISATION_CODES = ['000000000', 'MA0000007', 'Y00000016'];
const BANK_CARDS = ['6222000000000000004', '6217000000000000012', '3566000000000000'];

/** Every text that differs from `text` in one place, that place being one of `alphabet` and staying so. */
const oneWrong = (texts: readonly string[], alphabet: string) =>
  fc
    .tuple(fc.constantFrom(...texts), fc.nat(), fc.constantFrom(...alphabet))
    .map(([text, n, c]) => {
      const i = n % text.length;
      return { text, wrong: text.slice(0, i) + c + text.slice(i + 1) };
    })
    .filter(({ text, wrong }) => text !== wrong);

const neighboursSwapped = (texts: readonly string[]) =>
  fc
    .tuple(fc.constantFrom(...texts), fc.nat())
    .map(([text, n]) => {
      const i = n % (text.length - 1);
      return { text, wrong: text.slice(0, i) + text.charAt(i + 1) + text.charAt(i) + text.slice(i + 2) };
    })
    .filter(({ text, wrong }) => text !== wrong);

const areas = fc.constantFrom('110000', '320000', '440000', '650000', '810000', '830000');
const births = fc.integer({ min: -25_000, max: 20_000 }).map(fromNumber);
/** Numbers made up by searching the check character, so the test does not repeat the weights. */
const madeUpIds = fc.tuple(areas, births, fc.integer({ min: 0, max: 999 })).map(([area, birthOn, serial]) => {
  const first17 = `${area}${birthOn.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  return { birthOn, fits: [...'0123456789X'].map((c) => first17 + c).filter((id) => idFault(id) === null) };
});

describe('resident identity number', () => {
  it.each(RESIDENT_IDS)('%s is valid', (number) => expect(idFault(number)).toBeNull());

  it('upgrades a first-generation number by the century and the check character', () => {
    expect(upgradeResidentId('110000500101001')).toBe('110000195001010015');
    expect(upgradeResidentId('11000050010100X')).toBeNull();
  });

  it.each([
    ['11000019000101000', 'shape'],
    ['1100001900010100O4', 'shape'],
    ['X10000190001010004', 'shape'],
    ['32000019880808005x', 'shape'],
    ['590900199001010016', 'area'],
    ['810001198506150127', 'area'],
    ['999840198001010013', 'area'],
    ['440000200102290012', 'birth'],
    ['440000200013010012', 'birth'],
    ['440000000000000012', 'birth'],
    ['110000202611230000', 'birth-future'],
    ['110000190001010005', 'checksum'],
  ])('%s has a fault: %s', (number, fault) => expect(idFault(number)).toBe(`identity/resident-id-${fault}`));

  it('may be born today, not tomorrow', () => {
    const fits = [...'0123456789X'].map((c) => `11000020261122001${c}`).filter((id) => idFault(id) === null);
    expect(fits).toHaveLength(1);
    expect(residentIdFault(fits[0] ?? '', day('2026-11-21'))).toBe('identity/resident-id-birth-future');
  });

  it('has exactly one check character, and says when its holder was born', () => {
    fc.assert(
      fc.property(madeUpIds, ({ birthOn, fits }) => {
        expect(fits).toHaveLength(1);
        expect(residentIdFacts(fits[0] ?? '', today)?.birthOn).toBe(birthOn);
      }),
    );
  });

  it('catches one wrong digit', () => {
    fc.assert(fc.property(oneWrong(RESIDENT_IDS, '0123456789X'), ({ wrong }) => idFault(wrong) !== null));
  });

  it('catches two neighbours swapped', () => {
    fc.assert(fc.property(neighboursSwapped(RESIDENT_IDS), ({ wrong }) => idFault(wrong) !== null));
  });

  it('says whose card it is', () => {
    expect(residentIdFacts('11010519491231002X', today)).toEqual({
      kind: 'citizen',
      areaCode: '110105',
      birthOn: '1949-12-31',
      sex: 'female',
    });
    expect(residentIdFacts('810000198506150127', today)?.kind).toBe('hk-macao-taiwan-resident');
    expect(residentIdFacts('911840198001010013', today)).toMatchObject({
      kind: 'foreign-permanent-resident',
      areaCode: '110000',
      sex: 'male',
    });
    expect(residentIdFacts('110000190001010005', today)).toBeNull();
  });

  it('counts age by birthdays', () => {
    const born = day('1961-11-22');
    expect([day('2026-11-21'), today].map((on) => ageOn(born, on))).toEqual([64, 65]);
    const leap: Day = day('2000-02-29');
    expect([day('2026-02-28'), day('2026-03-01')].map((on) => ageOn(leap, on))).toEqual([25, 26]);
  });
});

describe('unified social credit code', () => {
  it.each(CREDIT_CODES)('%s is valid', (code) => expect(creditCodeFault(code)).toBeNull());
  it.each([
    ['91440000MA000000', 'shape'],
    ['9144000OMA0000007P', 'shape'],
    ['91440000MI0000007P', 'shape'],
    ['91440000MA0000007Q', 'checksum'],
  ])('%s has a fault: %s', (code, fault) => expect(creditCodeFault(code)).toBe(`identity/credit-code-${fault}`));

  it('checks the organisation code inside even where the outer check character fits', () => {
    const inner = [...'0123456789ABCDEFGHJKLMNPQRTUWXY']
      .map((c) => creditCodeFault(`91440000MA0000008${c}`))
      .filter((fault) => fault !== 'identity/credit-code-checksum');
    expect(inner).toEqual(['identity/credit-code-organisation']);
  });

  it('catches one wrong character', () => {
    const wrongs = oneWrong(CREDIT_CODES, '0123456789ABCDEFGHJKLMNPQRTUWXY');
    fc.assert(fc.property(wrongs, ({ wrong }) => creditCodeFault(wrong) !== null));
  });

  it('catches two neighbours swapped', () => {
    fc.assert(fc.property(neighboursSwapped(CREDIT_CODES), ({ wrong }) => creditCodeFault(wrong) !== null));
  });

  it('falls into its parts', () => {
    expect(creditCodeParts('91440000MA0000007P')).toEqual({
      registrar: '9',
      category: '1',
      areaCode: '440000',
      organisationCode: 'MA0000007',
    });
  });
});

describe('organisation code', () => {
  it.each(ORGANISATION_CODES)('%s is valid', (code) => expect(organisationCodeFault(code)).toBeNull());

  it('catches one wrong digit and two digits swapped', () => {
    const digits = ['000000000', '196720244', '000021135'];
    expect(digits.map(organisationCodeFault)).toEqual([null, null, null]);
    fc.assert(fc.property(oneWrong(digits, '0123456789'), ({ wrong }) => organisationCodeFault(wrong) !== null));
    fc.assert(fc.property(neighboursSwapped(digits), ({ wrong }) => organisationCodeFault(wrong) !== null));
  });

  it('has a shape', () => expect(organisationCodeFault('MA00000-7')).toBe('identity/organisation-code-shape'));
});

describe('bank card', () => {
  it.each(BANK_CARDS)('%s is valid', (number) => expect(bankCardFault(number)).toBeNull());

  it('has 13 to 19 digits', () => expect(bankCardFault('622200')).toBe('identity/bank-card-shape'));

  it('catches one wrong digit', () => {
    fc.assert(
      fc.property(
        oneWrong(BANK_CARDS, '0123456789'),
        ({ wrong }) => bankCardFault(wrong) === 'identity/bank-card-checksum',
      ),
    );
  });

  it('catches two neighbours swapped, 0 and 9 excepted', () => {
    const caught = neighboursSwapped(BANK_CARDS).filter(
      ({ text, wrong }) => ![...text].some((c, i) => c !== wrong.charAt(i) && (c === '9' || wrong.charAt(i) === '9')),
    );
    fc.assert(fc.property(caught, ({ wrong }) => bankCardFault(wrong) === 'identity/bank-card-checksum'));
    expect(bankCardFault('6222000000000000094')).toBe('identity/bank-card-checksum');
  });
});

describe('telephone', () => {
  it.each(['13000000000', '19912345678'])('%s is a mobile', (number) => expect(mobileFault(number)).toBeNull());
  it.each(['12000000000', '1300000000', '1064812345678', '+8613000000000'])('%s is not a mobile', (number) =>
    expect(mobileFault(number)).toBe('identity/mobile-shape'),
  );
  it.each(['010-60000000', '05506000000', '0550-6000000-123'])('%s is a landline', (number) =>
    expect(landlineFault(number)).toBeNull(),
  );
  it.each(['60000000', '010-10000000', '0550-600000'])('%s is not a landline', (number) =>
    expect(landlineFault(number)).toBe('identity/landline-shape'),
  );
  it.each(['12345', '400-123-4567', '4001234567', '13000000000', '010-60000000'])('%s can be called', (number) =>
    expect(phoneFault(number)).toBeNull(),
  );
  it('nobody answers at 110120', () => expect(phoneFault('110120')).toBe('identity/phone-shape'));
});

describe('travel documents', () => {
  it.each([
    [passportFault, 'EA0000001'],
    [passportFault, 'E00000001'],
    [passportFault, 'G00000001'],
    [passportFault, 'PE0000001'],
    [hkMacaoPermitFault, 'H00000001'],
    [hkMacaoPermitFault, 'M0000000101'],
    [taiwanPermitFault, '00000001'],
    [taiwanPermitFault, '0000000101(B)'],
    [foreignCard2017Fault, 'FRA110000000001'],
  ])('%o takes %s', (fault, number) => expect(fault(number)).toBeNull());

  it.each([
    [passportFault, 'EI0000001', 'identity/passport-shape'],
    [passportFault, 'EO0000001', 'identity/passport-shape'],
    [hkMacaoPermitFault, 'A00000001', 'identity/hk-macao-permit-shape'],
    [taiwanPermitFault, '0000001', 'identity/taiwan-permit-shape'],
    [foreignCard2017Fault, 'FR110000000001', 'identity/foreign-card-2017-shape'],
  ])('%o refuses %s', (fault, number, code) => expect(fault(number)).toBe(code));
});

describe('numbers as people type them', () => {
  it('are read in full width, small print and with blanks', () => {
    expect(canonicalNumber(' １１０１０５ 19491231 002ｘ')).toBe('11010519491231002X');
    expect(canonicalNumber('010-6000 0000')).toBe('010-60000000');
  });
});
