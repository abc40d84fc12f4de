import type { INestApplicationContext, Type } from '@nestjs/common';
import { PATH_METADATA } from '@nestjs/common/constants.js';
import { MetadataScanner, ModulesContainer } from '@nestjs/core';
import { ROUTE_POLICY } from './route-policy.js';

/**
 * The route handlers that say neither `@Requires` nor `@Public`, on themselves or their class: `CyclesController.open`.
 * The guard keeps them closed; a test fails on them, so that nobody wonders why.
 */
export function routesWithoutPolicy(controllers: Iterable<Type>): string[] {
  return [...controllers].flatMap((controller) => {
    const prototype = controller.prototype as Readonly<Record<string, object>>;
    return new MetadataScanner()
      .getAllMethodNames(prototype)
      .filter((method) => hasMetadata(PATH_METADATA, prototype[method]) && ![prototype[method], controller].some(hasPolicy))
      .map((method) => `${controller.name}.${method}`);
  });
}

/** Every controller of a program, for `routesWithoutPolicy`. */
export function controllersOf(app: INestApplicationContext): Type[] {
  return [...app.get(ModulesContainer).values()].flatMap(({ controllers }) =>
    [...controllers.values()].flatMap(({ metatype }) => (metatype ? [metatype as Type] : [])),
  );
}

function hasPolicy(target: object | undefined): boolean {
  return hasMetadata(ROUTE_POLICY, target);
}

function hasMetadata(key: string, target: object | undefined): boolean {
  return target !== undefined && Reflect.hasMetadata(key, target);
}
