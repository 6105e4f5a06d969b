import { expect, it } from 'vitest';
import { estateOf } from '../support/estate-of.ts';

it('a target group of weight 0 waits beside the one that answers', () => {
  const estate = estateOf({
    'main.tf': `
resource "aws_lb" "front" { name = "front" }
resource "aws_lb_target_group" "blue" { name = "blue" }
resource "aws_lb_target_group" "green" { name = "green" }
resource "aws_lb_listener" "front" {
  load_balancer_arn = aws_lb.front.arn
  default_action {
    type = "forward"
    forward {
      target_group {
        arn    = aws_lb_target_group.blue.arn
        weight = 100
      }
      target_group {
        arn    = aws_lb_target_group.green.arn
        weight = 0
      }
    }
  }
}
`,
  });
  const front = estate.components.find(({ name }) => name === 'front');
  const ways = front ? estate.dependenciesFrom(front.id, 'routes-to') : [];
  const found = ways.map(({ to, strength }) => `${estate.component(to).name} ${String(strength)}`);
  expect(found.sort()).toEqual(['blue hard', 'green soft']);
});
