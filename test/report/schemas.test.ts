import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { renderAssumptionsJson } from '../../src/report/assumptions.ts';
import { renderAuditJson } from '../../src/report/audit-json.ts';
import { renderResourcesJson } from '../../src/report/resources.ts';
import { renderStacksJson } from '../../src/report/stacks.ts';
import { defaultLoadOptions } from '../../src/loaders/terraform/load-options.ts';
import { loadTerraform } from '../../src/loaders/terraform/load.ts';
import { buildGraph } from '../../src/model/build-graph.ts';
import { FileLines, Places } from '../../src/reported/places.ts';
import { renderGraphJson } from '../../src/report/graph-json.ts';
import { reportedGraph } from '../../src/reported/graph.ts';
import { assumptions } from '../../tools/schemas/assumptions.ts';
import { audit } from '../../tools/schemas/audit.ts';
import { graph } from '../../tools/schemas/graph.ts';
import { resources, stacks } from '../../tools/schemas/listings.ts';
import { testAssumptions } from '../support/test-assumptions.ts';
import { memoryFiles } from '../support/memory-files.ts';
import { finding, sampleReport } from '../support/sample-report.ts';

/** What the schema says about a text; nothing when it agrees. */
function check(schema: z.ZodType, text: string): void {
  const { error } = schema.safeParse(JSON.parse(text));
  expect(error?.issues ?? []).toEqual([]);
}

describe('what is printed is what the schema says', () => {
  it('audit', () => {
    check(audit, renderAuditJson(sampleReport()));
    check(
      audit,
      renderAuditJson(sampleReport({ findings: [finding({ standing: { kind: 'tier', tier: 1 } })] })),
    );
  });

  it('assumptions', () => {
    check(assumptions, renderAssumptionsJson(testAssumptions.all));
  });

  it('graph', () => {
    const files = memoryFiles({
      'main.tf': `
        resource "aws_lb" "shop" { name = "shop" }
        resource "aws_lb_target_group" "orders" { name = "orders" }
        resource "aws_lb_listener" "shop" {
          load_balancer_arn = aws_lb.shop.arn
          default_action {
            type             = "forward"
            target_group_arn = aws_lb_target_group.orders.arn
          }
        }
      `,
    });
    const { estate } = buildGraph(loadTerraform(files, defaultLoadOptions).stacks);
    const view = { environment: 'production', target: '.', isWanted: (): boolean => true };
    const text = renderGraphJson(reportedGraph({ ...view, estate, places: new Places(files, estate) }));
    check(graph, text);
    expect(JSON.parse(text)).toMatchObject({
      dependencies: [{ kind: 'routes-to', grade: 'B', evidence: [{ file: 'main.tf', line: 8 }] }],
      journeys: [{ name: 'shop', small: true, declared: false }],
    });
  });

  it('stacks and resources', () => {
    const files = memoryFiles({
      'main.tf': `
        variable "password" { sensitive = true }
        variable "size" {}
        resource "aws_db_instance" "orders" {
          password       = var.password
          instance_class = var.size
          tags           = { owner = "orders" }
        }
        output "id" { value = aws_db_instance.orders.id }
      `,
      'terraform.tfvars': 'password = "hunter2"',
    });
    const loaded = loadTerraform(files, defaultLoadOptions);
    const lines = new FileLines(files);
    const { stacks: summaries } = sampleReport();
    const listing = { stacks: summaries, notRead: [], diagnostics: [] };
    check(
      stacks,
      renderStacksJson(listing, (range) => lines.of(range)),
    );
    const text = renderResourcesJson(listing, loaded.stacks, (range) => lines.of(range));
    check(resources, text);
    expect(text).not.toContain('hunter2');
    expect(JSON.parse(text)).toMatchObject({
      stacks: [
        {
          resources: [
            {
              address: 'aws_db_instance.orders',
              type: 'aws_db_instance',
              mode: 'managed',
              file: 'main.tf',
              line: 4,
              endLine: 8,
              attributes: {
                password: { $sensitive: true },
                tags: { owner: 'orders' },
                instance_class: { $unknown: { reason: 'variable-without-value' } },
              },
            },
          ],
        },
      ],
    });
  });
});
