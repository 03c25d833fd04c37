package dev.jacobi.gpu.ptx;

import dev.jacobi.core.kernel.Layout;
import dev.jacobi.core.kernel.Product;
import dev.jacobi.core.type.DType;
import java.util.ArrayList;
import java.util.List;

/**
 * Products as kernels. A sum is never split: one thread adds all terms of an element, in order. So
 * a result of few elements with long sums keeps few threads busy, and takes at least as long as
 * that many fma one after another.
 *
 * <p>What bounds the largest tiles on an H200, counted from what NVIDIA's compiler (13.0, sm_90)
 * makes of the loop over a tile of 8 terms. For f32 a warp issues 592 instructions, 512 of them
 * fma, one each clock tick: at most 86 % of the peak. For f64 it issues 632, 512 of them fma, which
 * keep the unit for two ticks each while others are issued: arithmetic is the bound. A term's 64
 * fma of each lane take 16 ticks of a multiprocessor for f32, 32 for f64; its reads of shared
 * memory, 4 and 8 of 16 bytes, take 8 and 16, where pairs of lanes that read the same count once.
 */
public final class ProductKernels {

  private ProductKernels() {}

  /**
   * The launches of a product of f64 or f32, at most one: an empty result takes none.
   *
   * @param target what the text is written for
   */
  public static Emission emit(Product product, Target target) {
    if (product.result().elements() == 0) {
      return new Emission(List.of(), List.of());
    }
    Turned best = turned(product);
    ProductPanel left = best.left();
    ProductPanel right = best.right();
    long elements = product.result().elements();
    boolean small = product.m() * (long) product.n() <= 64;
    boolean many = elements >= 1 << 15;
    Launch launch =
        small && (product.k() <= 32 || many)
            ? ElementProduct.launch(product.dtype(), left, right, best.result(), target)
            : tiled(product, best, target);
    return new Emission(List.of(launch), List.of());
  }

  /** A product, or its transpose: the same multiplications and additions. */
  private record Turned(ProductPanel left, ProductPanel right, Layout result) {

    static Turned of(Product product) {
      return new Turned(
          new ProductPanel(product.left(), 1),
          new ProductPanel(product.right(), 2),
          product.result());
    }

    Turned transposed() {
      return new Turned(right, left, result.permute(List.of(0, 2, 1)));
    }

    long clocks(DType dtype, ProductTile tile) {
      return tile.clocks(dtype, result.sizes().get(0), left, right);
    }
  }

  /** So that neighbours along the result's rows are neighbours in memory, if any are. */
  private static Turned turned(Product product) {
    Turned direct = Turned.of(product);
    List<Integer> strides = product.result().strides();
    return strides.get(2) != 1 && strides.get(1) == 1 ? direct.transposed() : direct;
  }

  private record Choice(ProductTile tile, Turned turned) {}

  private static Launch tiled(Product product, Turned preferred, Target target) {
    DType dtype = product.dtype();
    List<Choice> choices = new ArrayList<>();
    ProductTile.blocks(dtype).forEach(tile -> choices.add(new Choice(tile, preferred)));
    for (ProductTile tile : ProductTile.thin(dtype)) {
      choices.add(new Choice(tile, preferred));
      choices.add(new Choice(tile, preferred.transposed()));
    }
    Choice best = choices.get(0);
    for (Choice choice : choices) {
      if (choice.turned().clocks(dtype, choice.tile()) < best.turned().clocks(dtype, best.tile())) {
        best = choice;
      }
    }
    Turned turned = best.turned();
    return TiledProduct.launch(
        dtype, best.tile(), turned.left(), turned.right(), turned.result(), target);
  }
}
