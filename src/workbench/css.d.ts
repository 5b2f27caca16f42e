/** Styles are taken in by the build; they have no value in the program. */
declare module '*.css';
