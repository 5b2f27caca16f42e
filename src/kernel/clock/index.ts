/** The clock: by when an act is owed, and the proof of it, from plain facts and a calendar. */
export { type CommandResult, clockDueCommand } from './cli.ts';
export { type Derivation, derive, type Step, type StepCode } from './derive.ts';
export { type Due, dueOn, lapsedOn } from './due.ts';
export type { ClockFacts, Span } from './facts.ts';
export { defaultLightRule, type Light, type LightRule, light, type Remaining, remaining, warnOn } from './light.ts';
export { calendarDays, hours, type Limit, months, workingDays } from './limit.ts';
export { applyEvent, type ClockEvent, type ClockState, idle, replayClock } from './replay.ts';
export { refusalText } from './text.ts';
