import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { keepShown, parsePath, parseSubmission, pathName, valueAt } from './index.ts';
import { goodAnswers, sampleForm } from './testing.ts';

const parse = (step: string | null, body: Record<string, unknown>, saved = {}) =>
  parseSubmission(sampleForm, step, body, saved);

describe('what people type becomes data', () => {
  test.each([
    ['rentFen', '1200.5', 120_050],
    ['rentFen', '１，２００元', 120_000],
    ['rentFen', '¥ 0.01', 1],
    ['rentFen', '8.005', '8.005'],
    ['rentFen', '很多', '很多'],
    ['areaSquareMetres', '48.50', 48.5],
    ['areaSquareMetres', '1e9', '1e9'],
    ['areaSquareMetres', 'Infinity', 'Infinity'],
    ['applicant.bornOn', '1952年3月8日', '1952-03-08'],
    ['applicant.bornOn', '1952/3/8', '1952-03-08'],
    ['applicant.bornOn', '19520308', '1952-03-08'],
    ['applicant.bornOn', '1952-03', '1952-03'],
    ['applicant.idNumber', ' 11010519491231002ｘ ', '11010519491231002X'],
    ['applicant.phone', '130 0000 0000', '13000000000'],
    ['applicant.name', ' 王\u0000秀\u202e兰 ', '王秀兰'],
    ['applicant.name', '   ', undefined],
    ['married', 'true', true],
    ['married', 'maybe', 'maybe'],
  ])('%s ← %j', (name, typed, expected) => {
    const data = parse('applicant', { housing: 'rent', [name]: typed });
    expect(valueAt(data, name.split('.'))).toEqual(expected);
  });

  test('several lines keep their line ends, one line loses them', () => {
    expect(parse('rest', { story: '第一行\r\n第二行' })).toEqual({ story: '第一行\n第二行' });
    expect(parse('applicant', { 'applicant.address': '甲\r\n乙' })).toEqual({ applicant: { address: '甲 乙' } });
  });

  test('boxes: one, several, none, the same one twice', () => {
    expect(parse('rest', { needs: 'food' })).toEqual({ needs: ['food'] });
    expect(parse('rest', { needs: ['food', 'care', 'food'] })).toEqual({ needs: ['food', 'care'] });
    expect(parse('rest', {})).toEqual({});
  });

  test('a declaration is agreed to or not there', () => {
    expect(parse('rest', { agree: 'true' })).toEqual({ agree: true });
    expect(parse('rest', { agree: 'false' })).toEqual({});
  });
});

describe('rows', () => {
  test('gaps close, order stays, an empty row is kept', () => {
    const body = { 'members[7].name': '乙', 'members[2].name': '甲', 'members[9].row': '1', 'members[x].name': '丙' };
    expect(parse('household', body)).toEqual({ members: [{ name: '甲' }, { name: '乙' }, {}] });
  });

  test('more rows than any form has are refused', () => {
    const body = Object.fromEntries(Array.from({ length: 201 }, (_, row) => [`members[${row}].row`, '1']));
    expect(() => parse('household', body)).toThrow(expect.objectContaining({ code: 'form/too-large', status: 413 }));
  });
});

describe('steps', () => {
  test('a step replaces its own fields and leaves the others', () => {
    const data = parse('household', { 'members[0].name': '新' }, goodAnswers);
    expect(data).toEqual({ ...goodAnswers, members: [{ name: '新' }] });
  });

  test('a blank field is taken out again', () => {
    expect(parse('rest', { agree: 'true' }, goodAnswers)).not.toHaveProperty('story');
  });

  test('an answer that hides a field on another step drops it, and showing it again does not bring it back', () => {
    const married = parse('household', { spouseName: '李' }, { ...goodAnswers, married: true });
    expect(married).toHaveProperty('spouseName', '李');
    const single = parse('applicant', { married: 'false' }, married);
    expect(single).not.toHaveProperty('spouseName');
    expect(parse('applicant', { married: 'true' }, single)).not.toHaveProperty('spouseName');
  });

  test('an unknown step is refused', () => {
    expect(() => parse('nowhere', {})).toThrow(expect.objectContaining({ code: 'form/no-such-step', status: 404 }));
  });

  test('the id of a file never comes from the person', () => {
    expect(parse('rest', { photo: 'file-of-somebody-else' })).toEqual({});
    expect(parse('rest', { photo: 'file-of-somebody-else' }, { photo: 'file-1' })).toEqual({ photo: 'file-1' });
  });
});

describe('hostile bodies', () => {
  test.each(['__proto__', '__proto__.polluted', 'constructor.prototype.x', 'members[0].__proto__.x', 'a[constructor]'])(
    '%s is refused',
    (name) => {
      const body = Object.fromEntries([[name, 'yes']]);
      expect(() => parse(null, body)).toThrow(expect.objectContaining({ code: 'form/forbidden-name', status: 400 }));
    },
  );

  test.each([{ housing: { $ne: 1 } }, { housing: 7 }, { housing: [['rent']] }, { housing: null }])(
    '%j is refused',
    (body) => {
      expect(() => parse(null, body)).toThrow(expect.objectContaining({ code: 'form/malformed' }));
    },
  );

  test('too long, too many, too much', () => {
    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, index) => [`x${index}`, '']));
    const much = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`x${index}`, 'x'.repeat(19_000)]));
    for (const body of [{ story: 'x'.repeat(20_001) }, many, much]) {
      expect(() => parse(null, body)).toThrow(expect.objectContaining({ code: 'form/too-large' }));
    }
  });

  test('inherited values are not read', () => {
    const body: Record<string, unknown> = Object.create({ housing: 'rent' });
    expect(parse('applicant', body)).toEqual({});
  });

  test('any body gives known fields only, or a refusal, and leaves Object.prototype alone', () => {
    const names = fc.oneof(
      fc.constantFrom(
        'housing',
        'rentFen',
        'married',
        'members[0].name',
        'members[3].age',
        'needs',
        'agree',
        'applicant',
      ),
      fc.string(),
      fc.string().map((name) => `members[0].${name}`),
    );
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string(), { maxLength: 3 }));
    const known = new Set(sampleForm.steps.flatMap(({ fields }) => fields.map(({ key }) => key.split('.')[0])));
    fc.assert(
      fc.property(fc.dictionary(names, value, { maxKeys: 12 }), (body) => {
        try {
          const data = parse(null, body);
          expect(Object.keys(data).every((key) => known.has(key))).toBe(true);
          expect(JSON.stringify(data)).not.toContain('\\u0000');
        } catch (error) {
          expect(error).toMatchObject({ name: 'Refusal' });
        }
        expect(Object.keys(Object.prototype)).toEqual([]);
      }),
    );
  });
});

/** The names and texts that a browser would send for this data. */
function asBody(value: unknown, name = ''): Record<string, string | string[]> {
  if (Array.isArray(value) && value.every((entry) => typeof entry === 'string')) return { [name]: value };
  if (Array.isArray(value)) return Object.assign({}, ...value.map((row, index) => asBody(row, `${name}[${index}]`)));
  if (typeof value === 'object' && value !== null) {
    return Object.assign(
      {},
      ...Object.entries(value).map(([key, below]) => asBody(below, name ? `${name}.${key}` : key)),
    );
  }
  return { [name]: name === 'rentFen' ? String(Number(value) / 100) : String(value) };
}

test('data goes out through a form and comes back the same', () => {
  const { photo, ...typed } = goodAnswers;
  expect(parse(null, asBody(typed), { photo })).toEqual(goodAnswers);
});

test('names and paths are two ways to write the same', () => {
  const part = fc.stringMatching(/^[a-z][A-Za-z0-9]{0,6}$/);
  const path = fc
    .tuple(part, fc.array(fc.oneof(part, fc.nat(199)), { maxLength: 4 }))
    .map(([head, rest]) => [head, ...rest]);
  fc.assert(
    fc.property(path, (parts) => {
      expect(parsePath(pathName(parts))).toEqual(parts);
    }),
  );
});

test('dropping what is not asked for is done once and for all', () => {
  const loose = fc.record(
    {
      housing: fc.constantFrom('own', 'rent', '', 7),
      rentFen: fc.oneof(fc.nat(), fc.string()),
      married: fc.oneof(fc.boolean(), fc.string()),
      spouseName: fc.string(),
      members: fc.array(
        fc.oneof(fc.record({ relation: fc.constantFrom('other', 'child'), relationNote: fc.string() }), fc.string()),
      ),
      unknown: fc.anything(),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(loose, (data) => {
      const once = keepShown(sampleForm, data);
      expect(keepShown(sampleForm, once)).toEqual(once);
    }),
  );
});
