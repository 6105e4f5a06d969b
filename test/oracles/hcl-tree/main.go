// Prints the trees of the HCL library in the words of test/syntax/hcl/tree-text.ts, one JSON line per text.
// Build it where the Go module proxy can be reached: go build -o JUDGE .
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"sort"
	"strconv"
	"strings"

	"github.com/hashicorp/hcl/v2"
	"github.com/hashicorp/hcl/v2/hclsyntax"
	"github.com/zclconf/go-cty/cty"
)

type input struct {
	Form string `json:"form"`
	Text string `json:"text"`
}

type output struct {
	Tree  string `json:"tree"`
	Error string `json:"error"`
}

func main() {
	decoder := json.NewDecoder(bufio.NewReaderSize(os.Stdin, 1<<20))
	writer := bufio.NewWriter(os.Stdout)
	defer writer.Flush()
	encoder := json.NewEncoder(writer)
	encoder.SetEscapeHTML(false)
	for {
		var one input
		if decoder.Decode(&one) != nil {
			return
		}
		if err := encoder.Encode(read(one)); err != nil {
			panic(err)
		}
	}
}

func read(one input) output {
	source := []byte(one.Text)
	switch one.Form {
	case "file":
		file, problems := hclsyntax.ParseConfig(source, "", hcl.InitialPos)
		if problems.HasErrors() {
			return output{Error: problems.Error()}
		}
		return output{Tree: bodyText(file.Body.(*hclsyntax.Body))}
	case "template":
		tree, problems := hclsyntax.ParseTemplate(source, "", hcl.InitialPos)
		if problems.HasErrors() {
			return output{Error: problems.Error()}
		}
		return output{Tree: treeText(tree)}
	default:
		tree, problems := hclsyntax.ParseExpression(source, "", hcl.InitialPos)
		if problems.HasErrors() {
			return output{Error: problems.Error()}
		}
		return output{Tree: treeText(tree)}
	}
}

func bodyText(body *hclsyntax.Body) string {
	attributes := make([]*hclsyntax.Attribute, 0, len(body.Attributes))
	for _, attribute := range body.Attributes {
		attributes = append(attributes, attribute)
	}
	sort.Slice(attributes, func(i, j int) bool {
		return attributes[i].NameRange.Start.Byte < attributes[j].NameRange.Start.Byte
	})
	var text strings.Builder
	text.WriteByte('{')
	for _, attribute := range attributes {
		text.WriteString(attribute.Name + "=" + treeText(attribute.Expr) + ";")
	}
	for _, block := range body.Blocks {
		text.WriteString(block.Type)
		for _, label := range block.Labels {
			text.WriteString(" " + quoted(label))
		}
		text.WriteString(bodyText(block.Body) + ";")
	}
	text.WriteByte('}')
	return text.String()
}

func treeText(expression hclsyntax.Expression) string {
	switch tree := expression.(type) {
	case *hclsyntax.LiteralValueExpr:
		return valueText(tree.Val)
	case *hclsyntax.TemplateExpr:
		return templateText(tree.Parts)
	case *hclsyntax.TemplateWrapExpr:
		return "W[" + treeText(tree.Wrapped) + "]"
	case *hclsyntax.TemplateJoinExpr:
		return "join(" + treeText(tree.Tuple) + ")"
	case *hclsyntax.ScopeTraversalExpr:
		return stepsText("$"+tree.Traversal.RootName(), tree.Traversal[1:])
	case *hclsyntax.RelativeTraversalExpr:
		return stepsText(treeText(tree.Source), tree.Traversal)
	case *hclsyntax.IndexExpr:
		return "idx(" + treeText(tree.Collection) + "," + treeText(tree.Key) + ")"
	case *hclsyntax.SplatExpr:
		return "splat(" + treeText(tree.Source) + "," + treeText(tree.Each) + ")"
	case *hclsyntax.AnonSymbolExpr:
		return "_"
	case *hclsyntax.ParenthesesExpr:
		return "(" + treeText(tree.Expression) + ")"
	case *hclsyntax.FunctionCallExpr:
		last := ""
		if tree.ExpandFinal {
			last = "..."
		}
		return tree.Name + "!(" + listText(tree.Args) + last + ")"
	case *hclsyntax.UnaryOpExpr:
		if tree.Op == hclsyntax.OpNegate {
			return "-" + treeText(tree.Val)
		}
		return "!" + treeText(tree.Val)
	case *hclsyntax.BinaryOpExpr:
		return "{" + treeText(tree.LHS) + operators[tree.Op] + treeText(tree.RHS) + "}"
	case *hclsyntax.ConditionalExpr:
		return "cond(" + treeText(tree.Condition) + "?" + treeText(tree.TrueResult) + ":" +
			treeText(tree.FalseResult) + ")"
	case *hclsyntax.TupleConsExpr:
		return "[" + listText(tree.Exprs) + "]"
	case *hclsyntax.ObjectConsExpr:
		text := "{"
		for _, item := range tree.Items {
			text += treeText(item.KeyExpr) + "=" + treeText(item.ValueExpr) + ","
		}
		return text + "}"
	case *hclsyntax.ObjectConsKeyExpr:
		if keyword := hcl.ExprAsKeyword(tree.Wrapped); keyword != "" && !tree.ForceNonLiteral {
			return "k:" + keyword
		}
		return treeText(tree.Wrapped)
	case *hclsyntax.ForExpr:
		return forText(tree)
	}
	return fmt.Sprintf("?%T", expression)
}

var operators = map[*hclsyntax.Operation]string{
	hclsyntax.OpAdd: "+", hclsyntax.OpSubtract: "-", hclsyntax.OpMultiply: "*", hclsyntax.OpDivide: "/",
	hclsyntax.OpModulo: "%", hclsyntax.OpEqual: "==", hclsyntax.OpNotEqual: "!=", hclsyntax.OpLessThan: "<",
	hclsyntax.OpLessThanOrEqual: "<=", hclsyntax.OpGreaterThan: ">", hclsyntax.OpGreaterThanOrEqual: ">=",
	hclsyntax.OpLogicalAnd: "&&", hclsyntax.OpLogicalOr: "||",
}

func forText(tree *hclsyntax.ForExpr) string {
	text := "for(" + tree.KeyVar + "," + tree.ValVar + "," + treeText(tree.CollExpr) + ","
	if tree.KeyExpr != nil {
		text += treeText(tree.KeyExpr) + "=>"
	}
	text += treeText(tree.ValExpr)
	if tree.Group {
		text += "..."
	}
	if tree.CondExpr != nil {
		text += " if " + treeText(tree.CondExpr)
	}
	return text + ")"
}

func templateText(parts []hclsyntax.Expression) string {
	var texts []string
	for _, part := range parts {
		literal, isLiteral := part.(*hclsyntax.LiteralValueExpr)
		isText := isLiteral && literal.Val.Type() == cty.String && literal.Val.IsKnown() && !literal.Val.IsNull()
		if !isText {
			texts = append(texts, treeText(part))
		} else if value := literal.Val.AsString(); value != "" {
			texts = append(texts, quoted(value))
		}
	}
	return "T[" + strings.Join(texts, " ") + "]"
}

func stepsText(target string, steps hcl.Traversal) string {
	for _, step := range steps {
		switch step := step.(type) {
		case hcl.TraverseAttr:
			target = "." + step.Name + "(" + target + ")"
		case hcl.TraverseIndex:
			target = "idx(" + target + "," + valueText(step.Key) + ")"
		}
	}
	return target
}

func listText(items []hclsyntax.Expression) string {
	text := ""
	for _, item := range items {
		text += treeText(item) + ","
	}
	return text
}

func valueText(value cty.Value) string {
	switch {
	case !value.IsKnown():
		return "?"
	case value.IsNull():
		return "null"
	case value.Type() == cty.Bool:
		return strconv.FormatBool(value.True())
	case value.Type() == cty.Number:
		number, _ := value.AsBigFloat().Float64()
		mantissa, exponent, _ := strings.Cut(strconv.FormatFloat(number, 'e', -1, 64), "e")
		power, _ := strconv.Atoi(exponent)
		return fmt.Sprintf("#%se%d", mantissa, power)
	case value.AsString() == "":
		return "T[]"
	default:
		return "T[" + quoted(value.AsString()) + "]"
	}
}

// Everything but plain ASCII as a code point in angle brackets.
func quoted(value string) string {
	var text strings.Builder
	text.WriteByte('"')
	for _, character := range value {
		if character < 32 || character > 126 || character == '"' || character == '\\' {
			fmt.Fprintf(&text, "<%x>", character)
		} else {
			text.WriteRune(character)
		}
	}
	text.WriteByte('"')
	return text.String()
}
