import { SearchForm, Tabs } from '../../ui/index.ts';

export type Place = { readonly code: string; readonly name: string };

/** Narrows a list of organs: by the county they belong to, or by a word. */
export const OrganTabs = (props: {
  readonly action: string;
  readonly places: readonly Place[];
  readonly place: string;
  readonly q: string;
  readonly label: string;
  readonly searchLabel: string;
  readonly placeholder?: string | undefined;
}) => (
  <>
    <SearchForm
      id="find-organ"
      action={props.action}
      value={props.q}
      label={props.searchLabel}
      placeholder={props.placeholder ?? props.searchLabel}
    />
    <Tabs
      label={props.label}
      tabs={props.places.map(({ code, name }) => ({
        href: `${props.action}?region=${code}`,
        title: name,
        current: props.q === '' && code === props.place,
      }))}
    />
  </>
);
