package io.cartrec.benchmarks.librec;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.BiMap;
import com.google.common.collect.HashBasedTable;
import com.google.common.collect.HashBiMap;
import com.google.common.collect.Multimap;
import com.google.common.collect.Table;
import net.librec.conf.Configuration;
import net.librec.data.DataContext;
import net.librec.data.DataConvertor;
import net.librec.data.DataSplitter;
import net.librec.data.model.AbstractDataModel;
import net.librec.math.structure.DataSet;
import net.librec.math.structure.SparseMatrix;

/** Baskets in memory where LibRec expects files: all of them are the training part, none the test. */
final class Purchases extends AbstractDataModel implements DataSplitter {

  private final SparseMatrix train;
  private final SparseMatrix none;

  Purchases(Configuration configuration, int items, int[][] baskets) {
    Table<Integer, Integer, Double> cells = HashBasedTable.create();
    Multimap<Integer, Integer> columns = ArrayListMultimap.create();
    for (int basket = 0; basket < baskets.length; basket++) {
      for (int item : baskets[basket]) {
        cells.put(basket, item, 1.0);
        columns.put(item, basket);
      }
    }
    train = new SparseMatrix(baskets.length, items, cells, columns);
    none = new SparseMatrix(baskets.length, items, HashBasedTable.create());
    context = new DataContext(configuration);
    dataSplitter = this;
    trainDataSet = train;
    testDataSet = none;
    validDataSet = none;
  }

  @Override
  public SparseMatrix getTrainData() {
    return train;
  }

  @Override
  public SparseMatrix getTestData() {
    return none;
  }

  @Override
  public SparseMatrix getValidData() {
    return none;
  }

  @Override
  public BiMap<String, Integer> getUserMappingData() {
    return HashBiMap.create();
  }

  @Override
  public BiMap<String, Integer> getItemMappingData() {
    return HashBiMap.create();
  }

  @Override
  public DataSet getDatetimeDataSet() {
    return none;
  }

  @Override
  protected void buildConvert() {}

  @Override
  public void setDataConvertor(DataConvertor convertor) {}

  @Override
  public void splitData() {}
}
