export { EXPOSITION_TYPE, type Sample } from './exposition.ts';
export { createInstruments, type Gauge, type Instruments } from './instruments.ts';
