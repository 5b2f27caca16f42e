// The progress of one application, for the applicant.
export {};
