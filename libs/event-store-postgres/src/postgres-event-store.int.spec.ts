import { eventStoreContract } from '@goldenthread/event-sourcing/testing';
import { openBareTestStore } from './testing/index.js';

eventStoreContract('The PostgreSQL store', openBareTestStore);
