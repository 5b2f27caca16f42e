import { Actions, Button, ErrorSummary, Page } from '../../ui/index.ts';
import { Line, type LineError } from './line.tsx';
import type { Frame } from './sign-in.tsx';
import { words } from './text.ts';

const citizen = words.register;
const enterprise = words.enterprise;

/** A citizen's own account. Passwords are never sent back. */
export const RegisterPage = (props: {
  readonly frame: Frame;
  readonly typed: { readonly name: string; readonly residentId: string; readonly phone: string };
  readonly errors: readonly LineError[];
}) => {
  const { typed, errors } = props;
  return (
    <Page {...props.frame} title={citizen.title} unlisted wrong={errors.length > 0} breadcrumb={[]}>
      <ErrorSummary errors={errors} />
      <p>{citizen.intro}</p>
      <form className="form" method="post" action="/register" noValidate data-once>
        <Line name="name" label={citizen.name} value={typed.name} autoComplete="name" errors={errors} />
        <Line
          name="residentId"
          label={citizen.residentId}
          hint={citizen.residentIdHint}
          value={typed.residentId}
          autoComplete="off"
          errors={errors}
        />
        <Line
          name="phone"
          label={citizen.phone}
          hint={citizen.phoneHint}
          type="tel"
          value={typed.phone}
          autoComplete="tel-national"
          errors={errors}
        />
        <Line
          name="password"
          label={citizen.password}
          hint={citizen.passwordHint}
          type="password"
          autoComplete="new-password"
          errors={errors}
        />
        <Line name="again" label={citizen.again} type="password" autoComplete="new-password" errors={errors} />
        <p className="hint">{citizen.privacy}</p>
        <Actions>
          <Button>{citizen.submit}</Button>
        </Actions>
      </form>
      <p>{citizen.enterprise}</p>
    </Page>
  );
};

/** An enterprise, by its legal representative who is signed in. */
export const RegisterEnterprisePage = (props: {
  readonly frame: Frame;
  readonly typed: { readonly creditCode: string; readonly name: string; readonly legalRepresentative: string };
  readonly errors: readonly LineError[];
}) => {
  const { typed, errors } = props;
  return (
    <Page
      {...props.frame}
      title={enterprise.title}
      unlisted
      wrong={errors.length > 0}
      breadcrumb={[{ href: '/me', title: words.me.title }]}
    >
      <ErrorSummary errors={errors} />
      <p>{enterprise.intro}</p>
      <form className="form" method="post" action="/register/enterprise" noValidate data-once>
        <Line
          name="creditCode"
          label={enterprise.creditCode}
          hint={enterprise.creditCodeHint}
          value={typed.creditCode}
          autoComplete="off"
          errors={errors}
        />
        <Line
          name="name"
          label={enterprise.name}
          hint={enterprise.nameHint}
          value={typed.name}
          autoComplete="organization"
          errors={errors}
        />
        <Line
          name="legalRepresentative"
          label={enterprise.legalRepresentative}
          hint={enterprise.legalRepresentativeHint}
          value={typed.legalRepresentative}
          autoComplete="name"
          errors={errors}
        />
        <Actions>
          <Button>{enterprise.submit}</Button>
        </Actions>
      </form>
    </Page>
  );
};
