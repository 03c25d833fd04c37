package dev.jacobi.symbolic.rewrite;

import dev.jacobi.core.graph.Node;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A node for each node of one graph, by id. */
final class NodeMap {

  private @Nullable Node[] images;

  /** For a graph of about so many nodes. */
  NodeMap(int size) {
    images = new Node[size];
  }

  @Nullable Node get(Node node) {
    return node.id() < images.length ? images[node.id()] : null;
  }

  Node getOrDefault(Node node, Node other) {
    Node image = get(node);
    return image == null ? other : image;
  }

  void put(Node node, Node image) {
    if (node.id() >= images.length) {
      images = Arrays.copyOf(images, Math.max(node.id() + 1, 2 * images.length));
    }
    images[node.id()] = image;
  }
}
