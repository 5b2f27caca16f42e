export { type Asset, type PublicAssets, publicAssets } from './assets.ts';
export { Actions, Button, type ButtonKind, LinkButton } from './button.tsx';
export { CaptchaField } from './captcha.tsx';
export { Card, Cards, Columns, Figures, LinkList, Section, Tabs, Tag } from './card.tsx';
export { BarChart, type ChartPoint, type ChartProps, LineChart } from './charts.tsx';
export { Derivation, type DerivationRow } from './derivation.tsx';
export { Fact, Facts } from './facts.tsx';
export type { UploadedFile } from './field-file.tsx';
export { fieldId } from './field-id.ts';
export { FormAnswers } from './form-answers.tsx';
export { FormStep, type FormStepProps } from './form-step.tsx';
export { Hidden } from './hidden.tsx';
export { Light, type LightLevel } from './light.tsx';
export type { Link } from './link.ts';
export { ErrorSummary, Notice, type NoticeKind, Taken } from './notice.tsx';
export { NumberAndCode } from './number-and-code.tsx';
export { Moment, OnDay, shortDay, writtenDay, writtenMoment } from './on-day.tsx';
export { Page, type PageProps, renderPage } from './page.tsx';
export { pageContext } from './page-context.tsx';
export type { ArticleTags, ColumnTags } from './page-tags.tsx';
export { Pagelet } from './pagelet.tsx';
export { PeriodChart, type PeriodPoint } from './period-chart.tsx';
export { PlatformTabs } from './platform-tabs.tsx';
export {
  changePreferences,
  type DisplayPreferences,
  defaultPreferences,
  isPreferenceChange,
  localPath,
  type PreferenceChange,
  preferencesCookie,
  preferencesFromCookie,
  preferencesToCookie,
} from './preferences.ts';
export { Preferences } from './preferences-bar.tsx';
export { Steps, Timeline, type TimelineEntry, type TimelineState } from './progress.tsx';
export { QrFigure } from './qr-figure.tsx';
export { Rating, Stars } from './rating.tsx';
export { RichText } from './rich-text.tsx';
export { SearchForm } from './search-form.tsx';
export type { Site } from './site.tsx';
export { type Column, Pagination, Table, type TableProps } from './table.tsx';
export { withPreferences } from './variant.tsx';
