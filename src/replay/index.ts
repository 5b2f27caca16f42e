export { replayCommand } from './command.ts';
export { type ReplayOptions, type ReplayResult, replay } from './replay.ts';
export { sentences as replaySentences } from './text.ts';
