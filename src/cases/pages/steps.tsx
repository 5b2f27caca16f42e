import { Steps } from '../../ui/index.ts';

/** One page of the way to a submitted application. */
export type DraftStep = { readonly key: string; readonly title: string; readonly href: string };

/** Where somebody stands on the way; what was passed can be gone back to. */
export const DraftSteps = ({ steps, current }: { readonly steps: readonly DraftStep[]; readonly current: string }) => {
  const at = steps.findIndex(({ key }) => key === current);
  return (
    <Steps
      steps={steps.map(({ title, href }, index) => (index < at ? { title, href } : { title }))}
      current={Math.max(at, 0)}
    />
  );
};
