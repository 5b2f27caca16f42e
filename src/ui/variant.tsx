import { renderToStaticMarkup } from 'react-dom/server';
import { type DisplayPreferences, defaultPreferences, preferenceClasses } from './preferences.ts';
import { Preferences } from './preferences-bar.tsx';

/** A page that was rendered for everybody, as somebody wants it shown. @param action as the page's site has it */
export function withPreferences(
  html: string,
  preferences: DisplayPreferences,
  { path, action }: { readonly path: string; readonly action?: string | undefined },
): string {
  const bar = (chosen: DisplayPreferences): string =>
    renderToStaticMarkup(<Preferences preferences={chosen} path={path} action={action} />);
  const classes = preferenceClasses(preferences);
  return html
    .replace(
      '<html lang="zh-CN">',
      classes === undefined ? '<html lang="zh-CN">' : `<html lang="zh-CN" class="${classes}">`,
    )
    .replace(bar(defaultPreferences), () => bar(preferences));
}
