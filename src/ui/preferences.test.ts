import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  changePreferences,
  defaultPreferences,
  isPreferenceChange,
  localPath,
  preferencesFromCookie,
  preferencesToCookie,
} from './index.ts';
import { preferenceClasses } from './preferences.ts';

const preferences = fc.record({
  senior: fc.boolean(),
  contrast: fc.boolean(),
  size: fc.constantFrom('normal' as const, 'large' as const, 'larger' as const),
});

describe('the cookie', () => {
  test('brings back what was chosen, in characters that a cookie may hold', () => {
    fc.assert(
      fc.property(preferences, (chosen) => {
        const cookie = preferencesToCookie(chosen);
        expect(cookie).toMatch(/^[a-z.]*$/);
        expect(preferencesFromCookie(cookie)).toEqual(chosen);
      }),
    );
  });

  test('nonsense counts as nothing chosen', () => {
    expect(preferencesFromCookie('"><script>')).toEqual(defaultPreferences);
    expect(preferencesFromCookie(undefined)).toEqual(defaultPreferences);
  });
});

test('a switch changes one thing', () => {
  const large = changePreferences(defaultPreferences, 'size-large');
  expect(changePreferences(large, 'senior-on')).toEqual({ senior: true, contrast: false, size: 'large' });
  expect(changePreferences(large, 'reset')).toEqual(defaultPreferences);
  expect(preferenceClasses(large)).toBe('show-large');
  expect(isPreferenceChange('constructor')).toBe(false);
});

describe('the way back', () => {
  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    '/a\nb',
    '/a\\b',
    undefined,
    ['/a'],
  ])('%j does not lead off the site', (value) => {
    expect(localPath(value)).toBe('/');
  });

  test('a path with a query is kept', () => {
    expect(localPath('/items/7?step=2#main')).toBe('/items/7?step=2#main');
  });
});
