import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maskAddress, maskBankCard, maskName, maskPhone, maskResidentId } from './mask.ts';

it.each([
  ['张三', '张*'],
  ['李思敏', '李*敏'],
  ['欧阳思敏', '欧**敏'],
  ['𠮷田', '𠮷*'],
  ['敏', '*'],
  ['', ''],
])('the name %s becomes %s', (name, masked) => expect(maskName(name)).toBe(masked));

it('shows the first and last character of an identity number, never the birth date', () => {
  expect(maskResidentId('11010519491231002X')).toBe('1****************X');
  expect(maskResidentId('EA0000001')).toBe('E*******1');
  expect(maskResidentId('12')).toBe('**');
});

it.each([
  ['13800000000', '138****0000'],
  ['010-60000000', '010-******00'],
  ['05506000001', '0550-*****01'],
  ['0550-6000001-123', '0550-*****01'],
  ['zhang@x.cn', '**********'],
])('the phone %s becomes %s', (number, masked) => expect(maskPhone(number)).toBe(masked));

it('shows the last four digits of a card', () =>
  expect(maskBankCard('6222000000000000004')).toBe('***************0004'));

it.each([
  ['明堂市明德区明伦大道8号2栋301室', '明堂市明德区****'],
  ['岚江省明堂市溪平县采绿乡', '岚江省明堂市溪平县****'],
  ['门牌不详', '****'],
  ['明德区', '****'],
  ['', ''],
])('the address %s becomes %s', (address, masked) => expect(maskAddress(address)).toBe(masked));

it('no mask ever returns what it was given', () => {
  const masks = [maskName, maskResidentId, maskPhone, maskBankCard, maskAddress];
  fc.assert(
    fc.property(fc.constantFrom(...masks), fc.string({ minLength: 1, unit: 'grapheme' }), (mask, text) => {
      fc.pre(text.trim() !== '' && !text.includes('*'));
      expect(mask(text)).not.toBe(text);
    }),
  );
});

it('a masked number hides at least four digits', () => {
  const phones = fc.stringMatching(/^1[3-9]\d{9}$/);
  fc.assert(fc.property(phones, (phone) => maskPhone(phone).replace(/[^*]/g, '').length >= 4));
});
