import { controllersOf, ROUTE_POLICY, type RoutePolicy } from '@goldenthread/access';
import { REFUSAL_WORDS } from '@goldenthread/http';
import type { INestApplication } from '@nestjs/common';
import { MetadataScanner } from '@nestjs/core';
import type { OpenAPIObject } from '@nestjs/swagger';

type PathItem = OpenAPIObject['paths'][string];
type Operation = NonNullable<PathItem['get']>;
type Response = NonNullable<Operation['responses'][string]>;
type Schema = NonNullable<NonNullable<OpenAPIObject['components']>['schemas']>[string];

const METHODS = ['get', 'put', 'post', 'patch', 'delete'] as const;

/** Says of every operation what its route's policy already says: who may call it, what it answers, and how it refuses. */
export function describeOperations(app: INestApplication, document: OpenAPIObject): OpenAPIObject {
  const policies = policiesOf(app);
  const paths = Object.entries(document.paths).map(([path, item]): [string, PathItem] => {
    const described = METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [[method, describe(operation, policies.get(operation.operationId ?? ''))]] : [];
    });
    return [path, { ...item, ...Object.fromEntries(described) } as PathItem];
  });
  const { schemas, ...components } = document.components ?? {};
  return {
    ...document,
    paths: Object.fromEntries(paths),
    components: { ...components, schemas: { ...schemas, ...SCHEMAS }, responses: { Problem: PROBLEM } },
  };
}

/** By the ids that Nest gives operations: `CyclesController_open`. */
function policiesOf(app: INestApplication): ReadonlyMap<string, RoutePolicy> {
  const policies = controllersOf(app).flatMap((controller) => {
    const prototype = controller.prototype as Readonly<Record<string, object>>;
    return new MetadataScanner().getAllMethodNames(prototype).flatMap((method): [string, RoutePolicy][] => {
      const policy = Reflect.getMetadata(ROUTE_POLICY, prototype[method] ?? {}) as RoutePolicy | undefined;
      return policy ? [[`${controller.name}_${method}`, policy]] : [];
    });
  });
  return new Map(policies);
}

function describe(operation: Operation, policy: RoutePolicy | undefined): Operation {
  const refused = { default: { $ref: '#/components/responses/Problem' } };
  const responses = { ...answered(operation, policy), ...refused };
  if (!policy || !('public' in policy)) return { ...operation, responses };
  const parameters = operation.parameters?.filter((parameter) => !('name' in parameter && parameter.name === 'Acting-As'));
  return { ...operation, parameters, responses, security: [] };
}

/** The success that Nest found, with what stands in it. */
function answered(operation: Operation, policy: RoutePolicy | undefined): Record<string, Response> {
  const [status = '200'] = Object.keys(operation.responses).filter((code) => code.startsWith('2'));
  if (policy && 'records' in policy) return { [status]: RECEIPT };
  const isOfTheRecord = operation.parameters?.some((parameter) => 'name' in parameter && parameter.name === 'asAt') ?? false;
  return { [status]: isOfTheRecord ? AS_IT_STOOD : ANSWER };
}

const json = (schema: object): Record<string, { schema: Schema }> => ({ 'application/json': { schema } });
const text = (description: string, over: object = {}): Schema => ({ type: 'string', description, ...over });

const ANSWER: Response = { description: 'What was asked for.', content: json({ type: 'object' }) };

const AS_IT_STOOD: Response = {
  description: 'The record as it stood, and where it was read. As CSV where the answer is a table and `format` or `Accept` asks for it.',
  headers: {
    'Content-Location': { description: 'Where this very answer can be had again.', schema: { type: 'string' } },
    ETag: { description: 'What a change to this resource must name, where it can be changed.', schema: { type: 'string' } },
    'X-As-At-Event': { description: 'The position it was read at.', schema: { type: 'string' } },
  },
  content: {
    ...json({ type: 'object', required: ['asAt'], properties: { asAt: { $ref: '#/components/schemas/AsAt' } } }),
    'text/csv': { schema: { type: 'string' } },
  },
};

const RECEIPT: Response = {
  description: 'Recorded; each retry with the same Idempotency-Key is answered like this, to the letter.',
  headers: {
    ETag: { description: 'What the next change to this resource must name.', schema: { type: 'string' } },
    Location: { description: 'Where it can be read.', schema: { type: 'string' } },
  },
  content: json({ $ref: '#/components/schemas/Receipt' }),
};

const PROBLEM: Response = {
  description: 'Refused, in the words of RFC 9457. Nothing was recorded.',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

const SCHEMAS: Record<string, Schema> = {
  AsAt: {
    type: 'object',
    required: ['position', 'instant', 'day', 'isNow'],
    properties: {
      position: text('What to give as asAt to read the same again.', { example: '48211' }),
      instant: text('The instant it was read as at.', { format: 'date-time' }),
      day: text('That day in London.', { format: 'date' }),
      isNow: { type: 'boolean' },
    },
  },
  Receipt: {
    type: 'object',
    required: ['position', 'recordedAt', 'revision', 'events'],
    properties: {
      position: text('What to give as minPosition to read what was just written.'),
      recordedAt: text('When it was recorded.', { format: 'date-time' }),
      revision: { type: 'integer', description: 'What the ETag names.' },
      events: {
        type: 'array',
        description: 'What was recorded; nothing where it was already so.',
        items: {
          type: 'object',
          required: ['id', 'type', 'revision'],
          properties: { id: text('The event.', { format: 'uuid' }), type: text('What happened.'), revision: { type: 'integer' } },
        },
      },
    },
  },
  Problem: {
    type: 'object',
    required: ['type', 'title', 'status', 'code', 'detail', 'correlationId'],
    properties: {
      type: text('Where the code is explained.', { format: 'uri-reference' }),
      title: text('What went wrong, in a few words.'),
      status: { type: 'integer' },
      code: text('What went wrong, for programs.', { enum: Object.keys(REFUSAL_WORDS).sort() }),
      detail: text('What happened and what to do, in a sentence.'),
      correlationId: text('What to tell whoever runs this service.', { format: 'uuid' }),
      errors: {
        type: 'array',
        items: {
          type: 'object',
          required: ['pointer', 'code', 'message'],
          properties: {
            pointer: text('A JSON pointer into the body, or the name of a parameter or header.'),
            code: text('What is wrong there, for programs.'),
            message: text('What is wrong there, in a sentence.'),
          },
        },
      },
    },
  },
};
