import { describe, expect, test } from 'vitest';
import { applyRowAction, type FormValues, parseSubmission, putFile, rowActionOf } from './index.ts';
import { goodAnswers, sampleForm } from './testing.ts';

/** Presses a row button, as the page would send it. */
function press(body: Record<string, string>, saved: FormValues = {}): FormValues {
  const action = rowActionOf(sampleForm, body);
  const data = parseSubmission(sampleForm, 'household', body, saved);
  return action ? applyRowAction(sampleForm, data, action) : data;
}

describe('rows without script', () => {
  test('add keeps what was typed', () => {
    expect(press({ 'members[0].row': '1', 'members[0].name': '甲', _add: 'members' })).toEqual({
      members: [{ name: '甲' }, {}],
    });
  });

  test('add stops at the allowed number', () => {
    const rows = Object.fromEntries([0, 1, 2, 3].map((row) => [`members[${row}].row`, '1']));
    expect(press({ ...rows, _add: 'members' }).members).toHaveLength(4);
  });

  test('remove takes out the row that was meant', () => {
    const body = { 'members[0].name': '甲', 'members[1].name': '乙', 'members[2].name': '丙', _remove: 'members[1]' };
    expect(press(body)).toEqual({ members: [{ name: '甲' }, { name: '丙' }] });
  });

  test('the last row can go where none is needed', () => {
    expect(press({ 'members[0].row': '1', _remove: 'members[0]' })).toEqual({});
  });

  test.each(['', 'nothing', 'housing', 'members[0]', 'members.name'])('add of %j means nothing', (_add) => {
    expect(rowActionOf(sampleForm, { _add })).toBeNull();
  });

  test('a forbidden name is refused', () => {
    expect(() => rowActionOf(sampleForm, { _remove: 'members.__proto__' })).toThrow(
      expect.objectContaining({ code: 'form/forbidden-name' }),
    );
  });
});

describe('file slots', () => {
  test('an upload is put in and taken out', () => {
    const filled = putFile(sampleForm, {}, 'photo', 'file-9');
    expect(filled).toEqual({ photo: 'file-9' });
    const action = rowActionOf(sampleForm, { _remove: 'photo' });
    expect(action && applyRowAction(sampleForm, filled, action).photo).toBeUndefined();
  });

  test('only a file field takes a file', () => {
    expect(() => putFile(sampleForm, goodAnswers, 'story', 'file-9')).toThrow('no file field');
  });
});
