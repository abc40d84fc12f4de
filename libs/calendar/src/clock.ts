/** Injects the clock that commands are decided by: the `Clock` port of event-sourcing. */
export const CLOCK = Symbol('CLOCK');
