// Pages of what somebody has applied for.
export {};
