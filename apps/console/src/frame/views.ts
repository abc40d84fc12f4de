import { join } from 'node:path';
import nunjucks from 'nunjucks';
import { projectFolder } from '../places.js';

/** Lays out a template with a view model. Templates escape everything they show, and hold no logic beyond loops. */
export class Views {
  private readonly environment: nunjucks.Environment;

  constructor(...more: readonly string[]) {
    const folder = projectFolder();
    const folders = [join(folder, 'apps', 'console', 'views'), join(folder, 'node_modules', 'govuk-frontend', 'dist'), ...more];
    this.environment = new nunjucks.Environment(
      folders.map((one) => new nunjucks.FileSystemLoader(one)),
      { autoescape: true, throwOnUndefined: false },
    );
  }

  /** @param template its place below `views/`, without the ending: `section11/task-list`. */
  render(template: string, model: object): string {
    return this.environment.render(`${template}.njk`, model);
  }
}
