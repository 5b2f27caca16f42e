// One step of the application form.
export {};
