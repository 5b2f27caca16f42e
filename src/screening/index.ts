export { piiScanCommand } from './cli.ts';
export { detect as findPersonalData } from './rules/detect.ts';
